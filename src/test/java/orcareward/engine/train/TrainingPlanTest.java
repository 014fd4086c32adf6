package orcareward.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import orcareward.config.ScheduleConfig;
import orcareward.config.TrainingConfig;
import orcareward.problem.ProblemException;
import org.junit.jupiter.api.Test;

class TrainingPlanTest {
    private static TrainingPlan plan(double epochs, int maxSteps, int batchSize, int accumulation, int pairs) {
        return TrainingPlan.of(new TrainingConfig(epochs, maxSteps, batchSize, accumulation, false, 1e-5,
                new ScheduleConfig.Linear(), 0, 0, 0, 0.9, 0.999, 1e-8, 1, null, 42, null, true), pairs);
    }

    @Test
    void anEpochsLastBatchAndUpdateMayBeShort() {
        TrainingPlan plan = plan(1.5, -1, 4, 2, 10);
        assertThat(plan.batchesPerEpoch()).isEqualTo(3);
        assertThat(plan.updatesPerEpoch()).isEqualTo(2);
        assertThat(plan.totalSteps()).isEqualTo(3);
        assertThat(plan.pairsIn(0)).isEqualTo(8);
        assertThat(plan.pairsIn(1)).isEqualTo(2);
    }

    @Test
    void theLargestBatchesHoldAllPairs() {
        TrainingPlan plan = plan(1, -1, Integer.MAX_VALUE, Integer.MAX_VALUE, 10);
        assertThat(plan.totalSteps()).isEqualTo(1);
        assertThat(plan.pairsIn(0)).isEqualTo(10);
        TrainingPlan two = plan(1, -1, Integer.MAX_VALUE - 1, 2, Integer.MAX_VALUE);
        assertThat(two.batchesPerEpoch()).isEqualTo(2);
        assertThat(two.pairsIn(0)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void moreStepsThanCanBeCountedAreTheUsersMistake() {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> plan(1e300, -1, 4, 1, 10))
                .withMessageContaining("num_train_epochs").withMessageContaining("max_steps");
        assertThat(plan(1e300, 5, 4, 1, 10).totalSteps()).isEqualTo(5);
    }
}
