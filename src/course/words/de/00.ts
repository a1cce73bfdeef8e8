import type { WordsOf } from "../../definition";
import type { Values00 } from "../../exercises/00";

/** Notebook 00 in German. */
export const words00: WordsOf<Values00> = {
  "0.1": {
    title: "Was zwei Vorlieben aus einem Film machen",
    question:
      "Wie sehr jemand Weltraum und Liebe mag, steht in {person}. Wie viel ein Film von beidem hat, steht in {film}. Welche Bewertung gibt das Modell dem Film? Rechnen Sie mit `person` und `film`.",
    hints: [
      "Nehmen Sie eine Vorliebe nach der anderen. Was trägt der Weltraum allein zur Bewertung bei?",
      "Multiplizieren Sie für jede Vorliebe, wie sehr die Person sie hat, mit dem, was der Film davon hat.",
      "Zählen Sie dann die beiden Produkte zusammen.",
    ],
    solution:
      "Jede Vorliebe zählt so viel, wie die Person sie hat, mal dem, was der Film davon hat: person[0] × film[0] + person[1] × film[1].",
    wrong: {
      added:
        "Sie haben alle vier Zahlen zusammengezählt. Was der Person egal ist, sollte nichts zählen, wie viel der Film auch davon hat. Welche Rechenart leistet das?",
      oneTaste: "Das trägt der Weltraum bei. Die Person hat noch eine andere Vorliebe.",
      otherTaste: "Das trägt die Liebe bei. Die Person hat noch eine andere Vorliebe.",
      crossed:
        "Sie haben den Weltraum der Person mit der Liebe des Films gepaart. Welche Zahlen gehören zur selben Vorliebe?",
      mean: "Sie haben das Mittel der beiden Vorlieben genommen. Teilen sie sich eine Bewertung, oder trägt jede ihren Teil bei?",
      multiplied:
        "Sie haben die beiden Vorlieben miteinander multipliziert. Ein Film ganz ohne Weltraum bekäme dann 0, auch von jemandem, dem nur die Liebe wichtig ist.",
    },
  },
  "0.2": {
    title: "Die Personen einstellen",
    question:
      "Die Filme stehen in `U`. Finden Sie `L`, zwei Zahlen für jede der drei Personen, sodass L·U gleich `ratings` ist. Es genügen ganze Zahlen von 0 bis 3.",
    hints: [
      "Nehmen Sie eine Person nach der anderen. Jede Zeile von L sind zwei Zahlen.",
      "Suchen Sie einen Film, der nur eines von beidem hat. Seine Bewertung ist diese Vorliebe der Person, mal der Zahl des Films.",
      "Ist die eine Zahl bekannt, gibt jeder andere Film die zweite.",
    ],
    solution:
      "Zeile für Zeile gibt der Film, der nur eines hat, die erste Zahl, und ein anderer Film die zweite. Hier ist L {answer}.",
    wrong: {
      transposed:
        "Die Zahlen stimmen, aber die Tabelle liegt auf der Seite. Wie viele Zeilen hat L, und wer sind sie?",
      swapped:
        "Sie haben die beiden Vorlieben vertauscht. Zeile 0 von U ist der Weltraum. Welche Spalte von L gehört dazu?",
      films: "Das ist U selbst, die Filme. In L stehen die Personen.",
      ratings:
        "Das sind die Bewertungen. L hat zwei Zahlen für jede Person, die mit U multipliziert die Bewertungen ergeben.",
    },
  },
  "0.3": {
    title: "Der ähnlichste Film",
    question:
      "Welcher der anderen Filme ist {film} im Geschmack am ähnlichsten? Es zählt, wie viel er vom einen im Verhältnis zum anderen hat, nicht, wie viel er von beidem hat. Antworten Sie mit seinem Namen.",
    hints: [
      "Zeichnen Sie die Filme als Pfeile: Weltraum nach rechts, Liebe nach oben.",
      "Zwei Filme sind sich ähnlich, wenn ihre Pfeile in dieselbe Richtung zeigen, auch wenn einer länger ist.",
      "Teilen Sie bei jedem Film den Weltraum durch die Liebe. Welches Ergebnis liegt dem von {film} am nächsten?",
    ],
    solution:
      "{answer} hat beides im selben Verhältnis, also zeigt sein Pfeil in dieselbe Richtung. Wer den einen mag, mag auch den anderen.",
    wrong: {
      itself: "Das ist der Film selbst. Welcher von den anderen ist ihm am ähnlichsten?",
      longest:
        "Dieser Film hat den längsten Pfeil. Lange Pfeile bedeuten, dass ein Film starke Gefühle weckt, nicht, dass er vom selben Geschmack ist.",
      nearest:
        "Der Punkt dieses Films liegt am nächsten. Aber Nähe vermischt zweierlei: die Art und die Menge. Sehen Sie nur auf die Richtung der Pfeile.",
    },
  },
  "0.4": {
    title: "Ein umgedrehtes Vorzeichen",
    question:
      "Jemand multipliziert die erste Spalte von L mit −1, und die erste Zeile von U ebenso. Was wird aus L·U?",
    hints: [
      "Sehen Sie sich eine Zelle an: Sie ist eine Summe von Produkten, eines für jede Vorliebe.",
      "Was ist (−a) × (−b)?",
    ],
    solution:
      "Beide Faktoren jedes Produkts wechseln das Vorzeichen, also behält das Produkt seines. Das Vorzeichen eines Merkmals bedeutet für sich nichts: Die eine Seite könnte ebenso gut die andere heißen.",
    wrong: {
      turned:
        "Das täte ein einzelner Faktor mit umgedrehtem Vorzeichen. Hier sind es beide Faktoren desselben Produkts.",
      unknowable:
        "Das lässt sich sagen, wie auch immer die Zahlen sind: Schreiben Sie ein Produkt davor und danach auf.",
    },
    choices: {
      same: "Es bleibt gleich",
      turned: "Seine Vorzeichen drehen sich um",
      unknowable: "Das hängt von den Zahlen ab",
    },
  },
  "0.5": {
    title: "Die Lücke füllen",
    question:
      "Jemand hat zwei von drei Filmen bewertet: {ratings}. Die Spalten von `U` sind die drei Filme. Welche Bewertung gibt das Modell dem dritten?",
    hints: [
      "Der erste Film hat nur vom ersten etwas. Wie groß muss die erste Vorliebe der Person sein?",
      "Finden Sie die zweite Vorliebe ebenso aus dem zweiten Film.",
      "Nun sind beide Vorlieben bekannt. Multiplizieren Sie sie mit der dritten Spalte von U, und zählen Sie zusammen.",
    ],
    solution:
      "Jeder der beiden ersten Filme verrät eine Vorliebe: seine Bewertung geteilt durch das, was der Film davon hat. Die Bewertung des dritten besteht aus beiden: {answer}.",
    wrong: {
      blankAsZero:
        "Sie haben die Lücke für eine Bewertung mit 0 gehalten. Eine Lücke sagt nur, dass noch niemand gefragt hat.",
      mean: "Das ist das Mittel der Bewertungen. Wie der dritte Film ist, kommt darin nicht vor.",
      meanWithZero: "Das ist ein Mittel, in dem die Lücke als 0 zählt. Eine Lücke ist keine Bewertung.",
      ratingsAsTastes:
        "Sie haben die Bewertungen als Vorlieben genommen. Eine Bewertung ist die Vorliebe mal dem, was der Film davon hat; die Zahl des Films muss erst heraus.",
      filmAlone: "Das ist, was der Film hat. Wie sehr die Person es mag, fehlt.",
    },
  },
};
