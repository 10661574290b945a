import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Asks veraPDF's engine about one file after the other, in one process. Each line that comes in is a flavour, a tab and a path;
 * each answer is a line for every failed rule, with its first place, and a last line that says how much was looked at.
 */
class Judge {
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err); // whatever else is printed is no answer
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            String[] asked = question.split("\t");
            try {
                answer(PDFAFlavour.byFlavourId(asked[0]), asked[1], out);
            } catch (Throwable problem) {
                say(out, "broken", problem.toString(), "");
            }
        }
    }

    private static void answer(PDFAFlavour flavour, String path, PrintStream out) throws Exception {
        try (InputStream file = new FileInputStream(path);
                PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, 1, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            Set<RuleId> told = new HashSet<>();
            for (TestAssertion failed : result.getTestAssertions()) {
                RuleId rule = failed.getRuleId();
                if (told.add(rule)) {
                    String name = rule.getClause() + "-" + rule.getTestNumber();
                    String count = " (" + result.getFailedChecks().get(rule) + ")";
                    say(out, "failed", name + count, failed.getMessage() + " at " + failed.getLocation().getContext());
                }
            }
            String compliant = result.isCompliant() ? "compliant" : "refused";
            say(out, compliant, result.getPDFAFlavour().getId(), Long.toString(result.getTotalAssertions()));
        }
    }

    private static void say(PrintStream out, String... words) {
        out.println(String.join("\t", words).replaceAll("\\R", " "));
    }
}
