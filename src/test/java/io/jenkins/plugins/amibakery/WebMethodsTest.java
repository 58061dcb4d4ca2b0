package io.jenkins.plugins.amibakery;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/** What the web may call of ours: whatever is public and named {@code do…}, as Stapler finds it. */
class WebMethodsTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.jenkins.plugins.amibakery");

    private static final DescribedPredicate<JavaMethod> CALLED_BY_THE_WEB =
            DescribedPredicate.describe("are called by the web", WebMethodsTest::isCalledByTheWeb);

    private static boolean isCalledByTheWeb(JavaMethod method) {
        String room = method.getOwner().getPackageName();
        return method.getName().matches("do[A-Z].*")
                && method.getModifiers().contains(JavaModifier.PUBLIC)
                && !method.getModifiers().contains(JavaModifier.BRIDGE)
                && !room.contains(".engine")
                && !room.contains(".cli");
    }

    @Test
    void everyWebMethodTakesPostAloneOrSaysByGetThatItHasNoEffect() {
        methods()
                .that(CALLED_BY_THE_WEB)
                .should()
                .beAnnotatedWith(POST.class)
                .orShould()
                .beAnnotatedWith(RequirePOST.class)
                .orShould()
                .beAnnotatedWith(GET.class)
                .because("what follows a link or an image must have no effect and ask nobody")
                .check(CODE);
    }

    @Test
    void everyWebMethodAsksForAPermission() {
        methods()
                .that(CALLED_BY_THE_WEB)
                .should(new ArchCondition<>("ask for a permission, itself or in what it calls of ours") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        boolean asks = asksForAPermission(method, new HashSet<>());
                        events.add(new SimpleConditionEvent(
                                method,
                                asks,
                                method.getFullName() + (asks ? " asks" : " never asks") + " for a permission"));
                    }
                })
                .check(CODE);
    }

    /** Lambdas count as part of the method they stand in. */
    private static boolean asksForAPermission(JavaMethod method, Set<JavaMethod> seen) {
        if (!seen.add(method)) {
            return false;
        }
        for (JavaMethodCall call : method.getMethodCallsFromSelf()) {
            String name = call.getTarget().getName();
            if (name.equals("checkPermission") || name.equals("hasPermission")) {
                return true;
            }
            if (call.getTarget()
                    .resolveMember()
                    .filter(target -> target.getOwner().getPackageName().startsWith("io.jenkins.plugins.amibakery"))
                    .filter(target -> asksForAPermission(target, seen))
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }
}
