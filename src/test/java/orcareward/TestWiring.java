package orcareward;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.application.Platform;
import orcareward.files.UserFolder;
import orcareward.recipe.DesktopRecipes;
import orcareward.recipe.Recipes;

/** The program's real parts on a user's folder of a test's own; each call of a recipe on the FX thread is noted, for none may be there. */
public final class TestWiring {
    private static final List<String> ON_FX = new CopyOnWriteArrayList<>();

    private TestWiring() {
    }

    /** As the program has them. */
    public static Recipes recipes(Path userFolder) {
        return watched(Wiring.recipes("test", user(userFolder)), Recipes.class);
    }

    /** As the program has them. */
    public static DesktopRecipes desktopRecipes(Path userFolder) {
        return watched(Wiring.desktopRecipes(user(userFolder)), DesktopRecipes.class);
    }

    /** Calls of recipes on the FX thread so far; none is right. */
    public static List<String> callsOnTheFxThread() {
        return List.copyOf(ON_FX);
    }

    private static UserFolder user(Path folder) {
        return new UserFolder(Map.of(UserFolder.OVERRIDE, folder.toString()), "Linux", folder);
    }

    private static <R extends Record> R watched(R parts, Class<R> type) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = watched(components[i].getAccessor().invoke(parts), components[i].getType());
            }
            return type.getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType)
                    .toArray(Class<?>[]::new)).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object watched(Object part, Class<?> type) {
        if (!type.isInterface()) {
            return part;
        }
        return Proxy.newProxyInstance(TestWiring.class.getClassLoader(), new Class<?>[]{type},
                (proxy, method, args) -> {
                    if (Platform.isFxApplicationThread()) {
                        ON_FX.add(type.getSimpleName() + "." + method.getName());
                    }
                    try {
                        return method.invoke(part, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
