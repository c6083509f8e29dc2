package org.hybridscheduler.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hybridscheduler.Module;

/** Which package belongs to which module, as the marks on the package-infos say. */
public final class ModuleMap {

    /** Its mark speaks for its own package alone, or a package without a mark would hide in it. */
    private static final String ROOT = "root";

    private final Map<String, Mark> byPackage;

    /** What a package-info says of its module. */
    public record Mark(String name, Set<String> uses, boolean pure) {

        boolean mayUse(Mark other) {
            return other.equals(this) || other.name().equals(ROOT) || uses.contains(other.name());
        }
    }

    private ModuleMap(Map<String, Mark> byPackage) {
        this.byPackage = byPackage;
    }

    public static ModuleMap of(JavaClasses classes) {
        return new ModuleMap(classes.stream().filter(type -> type.isAnnotatedWith(Module.class))
                .collect(Collectors.toMap(JavaClass::getPackageName, ModuleMap::mark)));
    }

    /** Each marked package with its mark. */
    public Map<String, Mark> marks() {
        return byPackage;
    }

    /** The module of the class: the mark of its package, or of the nearest one above it. */
    Optional<Mark> of(JavaClass type) {
        String home = type.getPackageName();
        Mark own = byPackage.get(home);
        String above = home;
        while (own == null && above.contains(".")) {
            above = above.substring(0, above.lastIndexOf('.'));
            own = byPackage.get(above);
        }
        boolean hidden = own != null && own.name().equals(ROOT) && !above.equals(home);
        return hidden ? Optional.empty() : Optional.ofNullable(own);
    }

    private static Mark mark(JavaClass packageInfo) {
        Module module = packageInfo.getAnnotationOfType(Module.class);
        return new Mark(module.name(), Set.of(module.uses()), module.pure());
    }
}
