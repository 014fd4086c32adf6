package orcareward.ui.train;

import java.lang.reflect.Proxy;
import orcareward.recipe.RunsRunner;

/** A registry that nobody may ask in this test. */
final class NoRuns {
    static final RunsRunner INSTANCE = (RunsRunner) Proxy.newProxyInstance(NoRuns.class.getClassLoader(),
            new Class<?>[]{RunsRunner.class}, (proxy, method, args) -> {
                throw new IllegalStateException("asked for " + method.getName());
            });

    private NoRuns() {
    }
}
