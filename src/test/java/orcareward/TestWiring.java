package orcareward;

import java.nio.file.Path;
import java.util.Map;
import orcareward.files.UserFolder;
import orcareward.recipe.DesktopRecipes;
import orcareward.recipe.Recipes;

/** The program's real parts on a user's folder of a test's own. */
public final class TestWiring {
    private TestWiring() {
    }

    /** As the program has them. */
    public static Recipes recipes(Path userFolder) {
        return Wiring.recipes("test", user(userFolder));
    }

    /** As the program has them. */
    public static DesktopRecipes desktopRecipes(Path userFolder) {
        return Wiring.desktopRecipes(user(userFolder));
    }

    private static UserFolder user(Path folder) {
        return new UserFolder(Map.of(UserFolder.OVERRIDE, folder.toString()), "Linux", folder);
    }
}
