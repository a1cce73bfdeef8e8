import type { WordsOf } from "../../definition";
import type { Values01 } from "../../exercises/01";

/** Notebook 01 in German. */
export const words01: WordsOf<Values01> = {
  "1.1": {
    title: "Der quadrierte Fehler einer Zelle",
    question:
      "Eine Zeile von L ist `l` = {l}, eine Spalte von U ist `u` = {u}, und die Bewertung in ihrer Zelle ist {rating}. Wie groß ist der quadrierte Fehler dieser Zelle?",
    hints: [
      "Was sagt das Modell? Multiplizieren Sie l und u Zahl für Zahl, und zählen Sie zusammen.",
      "Der Fehler ist die Bewertung weniger das, was das Modell sagt.",
      "Quadrieren Sie den Fehler.",
    ],
    solution:
      "Das Produkt ist l[0]·u[0] + l[1]·u[1]. Der Fehler ist die Bewertung weniger das Produkt, und sein Quadrat ist {answer}.",
    wrong: {
      notSquared: "Das ist der Fehler. Gefragt ist sein Quadrat.",
      turned: "Das ist das Produkt weniger die Bewertung, und noch nicht quadriert.",
      product: "Das sagt das Modell für die Zelle. Wie weit ist es von der Bewertung weg?",
      squaresApart:
        "Sie haben Bewertung und Produkt quadriert und dann abgezogen. Ziehen Sie zuerst ab: Quadriert wird der Fehler.",
      twice: "Sie haben den Fehler verdoppelt. Quadrieren heißt, ihn mit sich selbst zu multiplizieren.",
    },
  },
  "1.2": {
    title: "Ein Gradient",
    question:
      "Eine Zeile von L ist `l` = {l}, eine Spalte von U ist `u` = {u}, die Bewertung ist {rating}. Was gibt `singleGradient` für Zahl {feature} von l: Wohin und wie steil geht es bergab?",
    hints: [
      "Es braucht den Fehler der Zelle: die Bewertung weniger das Produkt.",
      "Der Fehler wird mit der Zahl des anderen Faktors multipliziert, die zum selben Merkmal gehört.",
      "Und mit 2, was vom Quadrat kommt. Das Vorzeichen ist so, dass der Fehler kleiner wird.",
    ],
    solution: "2 × Fehler × u[{feature}] = {answer}. Ist das Produkt zu klein und u positiv, muss l wachsen.",
    wrong: {
      uphill:
        "Die Größe stimmt, aber so geht es bergauf. Das Produkt ist hier zu klein: Soll die Zahl wachsen oder schrumpfen?",
      noTwo: "Ein Faktor fehlt. Was ist die Ableitung eines Quadrats?",
      ownFactor:
        "Sie haben mit der Zahl von l selbst multipliziert. Wie sehr sich das Produkt ändert, hängt davon ab, womit l multipliziert wird.",
      otherFeature: "Das ist der Gradient der anderen Zahl von l. Merkmale werden von 0 an gezählt.",
      productNotError:
        "Sie haben das Produkt genommen, wo der Fehler hingehört. Eine Zelle, die schon stimmt, sollte den Gradienten 0 haben.",
    },
  },
  "1.3": {
    title: "Zwei Faktoren multiplizieren",
    question: "Multiplizieren Sie `L` mit `U`. Was ist L·U?",
    hints: [
      "L·U hat so viele Zeilen wie L und so viele Spalten wie U.",
      "Die Zelle in Zeile i und Spalte j entsteht aus Zeile i von L und Spalte j von U.",
      "Multiplizieren Sie sie Zahl für Zahl, und zählen Sie zusammen.",
    ],
    solution: "Jede Zelle ist die Summe über die Merkmale von L[i][t] × U[t][j]. Hier ist das {answer}.",
    wrong: {
      transposed: "Zeilen und Spalten sind vertauscht. Eine Zeile des Produkts gehört zu einer Zeile von L.",
      leftTurned: "Sie sind die Spalten von L hinuntergegangen. Gehen Sie seine Zeilen entlang.",
      oneFeature:
        "Sie haben nur das erste Merkmal multipliziert. Jede Zelle ist eine Summe über alle Merkmale.",
      mean: "Sie haben das Mittel über die Merkmale genommen. Jedes trägt seinen Teil zur Zelle bei.",
    },
  },
  "1.4": {
    title: "Was dreizehn Merkmale zeigen",
    question: "Mit 13 Merkmalen erreicht L·U die Tabelle von 6 × 3 genau. Was zeigt das?",
    hints: [
      "Wie viele Zahlen hat die Tabelle? Wie viele haben L und U?",
      "Würden 13 Merkmale auch eine Tabelle aus Zufallszahlen erreichen?",
    ],
    solution:
      "L und U haben 6 × 13 + 13 × 3 = 117 Zahlen für 18 Zellen. Mit so viel Platz lässt sich jede Tabelle abschreiben, auch eine zufällige.",
    wrong: {
      understood:
        "Dreizehn Merkmale erreichen auch eine Tabelle aus Zufallszahlen, in der es nichts zu verstehen gibt.",
      faster:
        "Der Verlust fällt mit derselben Lernrate tatsächlich schneller. Aber warum kann er überhaupt bis auf nichts fallen?",
      chance: "Versuchen Sie andere Seeds: Es geschieht jedes Mal.",
    },
    choices: {
      room: "Es ist Platz genug, um jede Tabelle dieser Größe abzuschreiben",
      understood: "Das Modell hat verstanden, was die Leute mögen",
      faster: "Mehr Merkmale lernen schneller, sonst nichts",
      chance: "Die Anfangszahlen waren zufällig gut",
    },
  },
  "1.5": {
    title: "Wie viele Zahlen",
    question:
      "Eine Tabelle hat {rows} Zeilen und {columns} Spalten. Sie wird mit {features} Merkmalen faktorisiert. Wie viele Zahlen haben L und U zusammen?",
    hints: [
      "L hat eine Zeile für jede Zeile der Tabelle. Wie lang ist so eine Zeile?",
      "U hat eine Spalte für jede Spalte der Tabelle. Wie lang ist so eine Spalte?",
    ],
    solution:
      "L hat {rows} × {features} Zahlen und U {features} × {columns}: zusammen {answer}. Die Tabelle selbst hat {rows} × {columns}.",
    wrong: {
      table: "So viele Zellen hat die Tabelle. L und U sind kleiner.",
      tableTimes: "L hat nicht für jede Zelle Merkmale, sondern für jede Zeile.",
      multiplied:
        "Sie haben die Größen von L und U multipliziert. Wie viele Zahlen sind es in beiden zusammen?",
      onlyL: "Das ist L. Dazu kommt U.",
      onlyU: "Das ist U. Dazu kommt L.",
      noFeatures:
        "Das wäre mit einem Merkmal richtig. Hier hat jede Zeile und jede Spalte {features} Zahlen.",
    },
  },
};
