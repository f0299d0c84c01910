import java.io.FileInputStream;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Judges PDFs by PDF/UA-1 and PDF/A-2a; prints a line for each rule that fails, nothing when all hold. */
public class Judge {
  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (String file : files) {
      for (PDFAFlavour flavour : new PDFAFlavour[] {PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A}) {
        Map<String, Integer> failed = new TreeMap<>();
        try (InputStream input = new FileInputStream(file);
            PDFAParser parser = Foundries.defaultInstance().createParser(input, flavour);
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
          ValidationResult result = validator.validate(parser);
          for (TestAssertion each : result.getTestAssertions()) {
            if (each.getStatus() != TestAssertion.Status.FAILED) continue;
            String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber() + " " + each.getMessage();
            failed.merge(rule, 1, Integer::sum);
          }
        }
        for (Map.Entry<String, Integer> rule : failed.entrySet()) {
          System.out.println(file + " " + flavour.getId() + " " + rule.getKey() + " (" + rule.getValue() + " times)");
        }
      }
    }
    System.out.println("judged " + files.length);
  }
}
