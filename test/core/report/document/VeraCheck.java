import java.io.FileInputStream;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Asks veraPDF whether files keep standards. Arguments: standards such as 3a,ua1, then files. Prints one line a check. */
public class VeraCheck {
  public static void main(String[] arguments) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    for (int index = 1; index < arguments.length; index++) {
      for (String standard : arguments[0].split(",")) check(arguments[index], PDFAFlavour.fromString(standard));
    }
  }

  private static void check(String file, PDFAFlavour flavour) throws Exception {
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour, flavour)) {
      ValidationResult result = Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
      System.out.println(flavour + " " + (result.isCompliant() ? "compliant" : "not compliant") + " " + result.getTotalAssertions());
      TreeMap<String, String> failures = new TreeMap<>();
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
        String clause = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
        failures.putIfAbsent(clause, assertion.getMessage() + " @ " + assertion.getLocation().getContext());
      }
      failures.forEach((clause, message) -> System.out.println("  " + clause + ": " + message));
    }
  }
}
