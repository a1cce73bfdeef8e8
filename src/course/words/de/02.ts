import type { WordsOf } from "../../definition";
import type { Values02 } from "../../exercises/02";

/** Notebook 02 in German. */
export const words02: WordsOf<Values02> = {
  "2.1": {
    title: "Die Steigung eines quadrierten Fehlers",
    question:
      "Mit einem Merkmal ist der quadrierte Fehler einer Zelle (rating − x·y)². Hier ist x = {x}, y = {y} und rating = {rating}. Was ist seine Ableitung nach x? (Bergauf, wie in der Mathematik: ohne zusätzliches Minus.)",
    hints: [
      "Man kann sie messen: Ändern Sie x um 0,0001 nach beiden Seiten, und teilen Sie den Unterschied der quadrierten Fehler durch 0,0002.",
      "Die Kettenregel hat drei Teile: das Quadrat, das Minus vor x·y, und y.",
    ],
    solution: "2 × Fehler × (−1) × y, wobei der Fehler rating − x·y ist: {answer}.",
    wrong: {
      downhill: "So geht es bergab, wie das Training. Die Ableitung selbst zeigt in die andere Richtung.",
      noTwo: "Ein Faktor fehlt. Was ist die Ableitung eines Quadrats?",
      noInner:
        "Sie haben das Quadrat abgeleitet, aber nicht, was darin steht. Wie schnell ändert sich x·y mit x?",
      otherNumber: "Das ist die Ableitung nach y. Welche Zahl bleibt, wie sie ist?",
      squaredError: "Das ist der quadrierte Fehler selbst. Wie schnell ändert er sich mit x?",
    },
  },
  "2.2": {
    title: "Wer am stärksten zieht",
    question:
      "Eine Zahl von L wirkt an den Bewertungen mehrerer Filme mit. `errors` sind die Fehler dieser Filme, und `features` sagt, wie viel jeder Film vom Merkmal dieser Zahl hat. Welcher Film zieht am stärksten, in welche Richtung auch immer? Antworten Sie mit seinem Namen.",
    hints: [
      "Ein Film zieht mit seinem Gradienten: 2 × Fehler × Merkmal.",
      "Auch nach unten lässt sich stark ziehen: Vergleichen Sie ohne Vorzeichen.",
    ],
    solution: "{answer} hat das größte Produkt aus Fehler und Merkmal, ohne Vorzeichen.",
    wrong: {
      largestError:
        "Dieser Film hat den größten Fehler. Aber ein Fehler zieht nur so stark, wie der Film dieses Merkmal hat.",
      largestFeature:
        "Dieser Film hat am meisten vom Merkmal. Aber wessen Fehler klein ist, der hat wenig, wofür er ziehen müsste.",
      signed: "Dieser Film zieht am stärksten nach oben. Ein anderer zieht stärker, nach unten.",
    },
  },
  "2.3": {
    title: "Ein Schritt",
    question:
      "Eine Zahl von L ist {before}. Ihre Gradienten, bergab, sind für drei Filme {gradients}, und die Lernrate ist {learningRate}. Wie groß ist die Zahl nach dem Schritt?",
    hints: [
      "Die drei Filme ziehen mit ihrem Mittel.",
      "Der Schritt ist die Lernrate mal dieses Mittel.",
      "Die Gradienten zeigen schon bergab, also wird der Schritt dazugezählt.",
    ],
    solution: "{before} + {learningRate} × das Mittel der Gradienten = {answer}.",
    wrong: {
      sum: "Sie haben die Summe der Gradienten genommen. Mit der Summe machte längere Schritte, wer mehr bewertet hat.",
      uphill: "Sie sind gegen die Gradienten gegangen. Sie zeigen schon bergab.",
      noRate: "Dieser Schritt ist so lang wie das Mittel selbst. Die Lernrate macht ihn kleiner.",
      stepAlone: "Das ist die Länge des Schritts. Wo endet er?",
      gradientAlone: "Das ist das Mittel der Gradienten. Was wird aus der Zahl?",
    },
  },
  "2.4": {
    title: "Ein Schritt einer Zeile, selbst geschrieben",
    question:
      "Schreiben Sie eine Funktion `step(l, U, ratings, learningRate)`, die die neue Zeile zurückgibt. Ein Merkmal nach dem anderen zählt sie die Lernrate mal das Mittel über die Filme von 2·Fehler·U dazu. Der Schritt jedes Merkmals sieht schon die davor.",
    hints: [
      "Kopieren Sie zuerst die Zeile: const row = [...l].",
      "Zählen Sie für Merkmal t über die Filme i 2 × (ratings[i] − Produkt) × U[t][i] zusammen. Das Produkt ist das der Zeile, wie sie jetzt ist.",
      "Teilen Sie durch die Zahl der Filme, und ändern Sie row[t], bevor Sie zum nächsten Merkmal gehen.",
    ],
    solution: "Das Produkt wird für jedes Merkmal neu berechnet, aus der Zeile, wie sie inzwischen ist.",
    wrong: {
      atOnce:
        "Alle Merkmale gehen ihren Schritt zugleich, mit den Fehlern vom Anfang. Hier geht eines nach dem anderen: Wenn das zweite geht, hat das erste die Fehler schon verändert.",
      sum: "Sie nehmen die Summe über die Filme. Der Schritt nimmt ihr Mittel.",
      uphill: "Ihre Zeile geht bergauf: Die Fehler wachsen. Sehen Sie auf das Vorzeichen.",
      noTwo: "Ihre Schritte sind halb so lang, wie sie sein sollten. Was ist die Ableitung eines Quadrats?",
    },
  },
  "2.5": {
    title: "Alle Gradienten auf einmal",
    question:
      "Schreiben Sie alle Gradienten von L auf einmal auf: für jede Person und jedes Merkmal das Mittel über die Filme von 2·Fehler·U. Rechnen Sie mit `data`, `L` und `U`.",
    hints: [
      "Zuerst die Fehler: data weniger L·U.",
      "Der Eintrag für Person u und Merkmal t geht durch die Filme i: error[u][i] × U[t][i].",
      "Das Ergebnis hat die Form von L. Teilen Sie durch die Zahl der Filme, und vergessen Sie die 2 nicht.",
    ],
    solution: "(2 ÷ Zahl der Filme) × Fehler · Uᵀ. Hier ist das {answer}.",
    wrong: {
      transposed:
        "Die Zahlen stimmen, aber die Tabelle liegt auf der Seite. Sie sollte die Form von L haben.",
      sum: "Sie haben die Summe über die Filme genommen. Es soll ihr Mittel sein.",
      noTwo: "Jede Zahl ist halb so groß, wie sie sein sollte. Was ist die Ableitung eines Quadrats?",
      uphill: "Alle Vorzeichen sind umgedreht: So geht es bergauf.",
      errors: "Das sind die Fehler. Jeder Gradient fasst alle Fehler seiner Person zusammen.",
    },
  },
};
