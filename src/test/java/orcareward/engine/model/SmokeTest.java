package orcareward.engine.model;


import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import orcareward.config.DeviceChoice;
import orcareward.engine.batch.PackedBatch;
import orcareward.engine.loss.PreferenceLoss;
import orcareward.engine.tensor.*;
import orcareward.tokenize.TokenizedPair;
import org.junit.jupiter.api.Test;

class SmokeTest {
    @Test
    void runs() {
        try (TorchRuntime rt = TorchRuntime.start(DeviceChoice.CPU)) {
            LlamaConfig c = new LlamaConfig(512, 64, 128, 2, 4, 2, 16, 1e-5, false, false, 2);
            for (Precision precision : Precision.values()) {
                RewardModel m = new RewardModel(rt, c, (name, shape) -> {
                    NDArray v = shape.length == 1 ? rt.manager().ones(new ai.djl.ndarray.types.Shape(shape))
                            : rt.kernels().tensor(rt.manager(), "normal", (int) shape[0], (int) shape[1], 0.05, 7);
                    return new Parameter(name, v, true, rt.kernels());
                });
                PackedBatch b = PackedBatch.ofPairs(List.of(TokenizedPair.of(0, new int[]{5, 6, 7, 8, 9, 2}, new int[]{5, 6, 9, 2}, null),
                        TokenizedPair.of(1, new int[]{5, 6, 7, 8}, new int[]{5, 6, 2, 2}, null)), 2);
                for (boolean ckpt : new boolean[]{false, true}) {
                    try (NDManager scope = rt.manager().newSubManager()) {
                        Pass pass = new Pass(precision, true, 1);
                        System.out.println(java.util.Arrays.toString(m.rewards(scope, b, pass).toFloatArray()));
                        var t = m.forward(scope, b, pass, ckpt);
                        var loss = new PreferenceLoss(rt.kernels(), 0.01).compute(scope, t.rewards(), new float[2], 1);
                        System.out.println(loss.read());
                        m.backward(t, loss.rewardGradients());
                        t.close();
                        for (Parameter p : m.parameters()) {
                            NDArray g = p.gradient();
                            System.out.print(p.name() + " " + (g == null ? "-" : g.norm().getFloat()) + "; ");
                            p.clearGradient();
                        }
                        System.out.println();
                    }
                }
            }
        }
    }
}
