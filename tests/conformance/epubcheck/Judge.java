import com.adobe.epubcheck.tool.EpubChecker;

/** Judges books with EPUBCheck, all in one machine: a line with the status of each, its messages before it. */
public class Judge {
  public static void main(String[] books) {
    for (String book : books) {
      int status = new EpubChecker().run(new String[] {book, "--failonwarnings"});
      System.out.println("judged " + status + " " + book);
    }
  }
}
