package orcareward.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import orcareward.event.RewardMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchAveragesTest {
    @ParameterizedTest
    @ValueSource(strings = {"train_full", "train_lora"})
    void trlsEvaluationsComeOutOfItsBatches(String run) throws IOException {
        JsonNode trace;
        try (InputStream in = getClass().getResourceAsStream("/golden/" + run + "/trace.json")) {
            trace = new ObjectMapper().readTree(in);
        }
        int evaluations = 0;
        for (JsonNode entry : trace.get("log_history")) {
            if (entry.has("eval_loss")) {
                evaluations++;
                equal(averages(trace, entry.get("step").asLong()), entry);
            }
        }
        assertThat(evaluations).isEqualTo(3);
    }

    @Test
    void thereIsNoAverageOfNothing() {
        assertThatThrownBy(() -> new BatchAverages().average()).isInstanceOf(IllegalStateException.class);
    }

    private static BatchAverages averages(JsonNode trace, long step) {
        BatchAverages averages = new BatchAverages();
        for (JsonNode batch : trace.get("eval_batches")) {
            if (batch.get("step").asLong() == step) {
                double[] chosen = numbers(batch.get("rewards_chosen"));
                double[] rejected = numbers(batch.get("rewards_rejected"));
                double[] margins = IntStream.range(0, chosen.length).mapToDouble(i -> chosen[i] - rejected[i])
                        .toArray();
                var all = DoubleStream.concat(DoubleStream.of(chosen), DoubleStream.of(rejected)).summaryStatistics();
                averages.add(new RewardMetrics(batch.get("loss").asDouble(),
                        DoubleStream.of(margins).filter(margin -> margin > 0).count() / (double) margins.length,
                        DoubleStream.of(margins).average().orElseThrow(), all.getMin(), all.getAverage(),
                        all.getMax()), chosen.length);
            }
        }
        assertThat(averages.pairs()).isEqualTo(42);
        assertThat(averages.batches()).isEqualTo(6);
        return averages;
    }

    private static void equal(BatchAverages ours, JsonNode trl) {
        RewardMetrics average = ours.average();
        assertThat(new double[]{average.loss(), average.accuracy(), average.margin(), average.minReward(),
                average.meanReward(), average.maxReward()})
                .containsExactly(new double[]{trl.get("eval_loss").asDouble(), trl.get("eval_accuracy").asDouble(),
                        trl.get("eval_margin").asDouble(), trl.get("eval_min_reward").asDouble(),
                        trl.get("eval_mean_reward").asDouble(), trl.get("eval_max_reward").asDouble()}, within(1e-6));
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).mapToDouble(JsonNode::asDouble).toArray();
    }
}
