import type { WordsOf } from "../../definition";
import type { Values03 } from "../../exercises/03";

/** Notebook 03 in German. */
export const words03: WordsOf<Values03> = {
  "3.1": {
    title: "Wie viele Merkmale würden Sie nehmen",
    question:
      "Ein Modell wurde mit 1 bis 8 Merkmalen (`features`) trainiert. `trained` sind seine Fehler auf den Zellen, mit denen es trainiert wurde, `hidden` die auf Zellen, die vor ihm verdeckt waren. Wie viele Merkmale würden Sie nehmen?",
    hints: [
      "Welcher der beiden Fehler sagt, wie gut das Modell bei dem ist, was es nicht gesehen hat?",
      "Suchen Sie dort die kleinste Zahl. Lesen Sie die Zahl der Merkmale in der Liste `features` ab.",
    ],
    solution:
      "Mit {answer} Merkmalen ist der Fehler auf den verdeckten Zellen am kleinsten. Der Fehler auf den trainierten sagt nur, wie gut das Modell abschreiben kann.",
    wrong: {
      trained:
        "Sie sind nach dem Fehler auf den Zellen gegangen, mit denen trainiert wurde. Er fällt mit jedem Merkmal, ob das Modell etwas Brauchbares lernt oder nicht.",
      afterBest: "Dort steigt der Fehler auf den verdeckten Zellen wieder. Welche Zahl kam davor?",
      closest:
        "Dort liegen die beiden Fehler am nächsten beieinander. Dass sie sich einig sind, macht sie nicht klein.",
      countedFromZero: "Sie haben von 0 an gezählt. Die erste Zahl der Liste steht für 1 Merkmal.",
    },
  },
  "3.2": {
    title: "Der Rang einer Tabelle",
    question:
      "Welchen Rang hat `data`: Wie viele Merkmale braucht L·U mindestens, um genau diese Tabelle zu sein?",
    hints: [
      "Gibt es Zeilen, die Vielfache einer anderen sind?",
      "Gibt es eine Zeile, die eine Summe anderer oder ihrer Vielfachen ist?",
      "Zählen Sie die Zeilen, die sich nicht aus denen davor machen lassen.",
    ],
    solution:
      "{answer}: So viele Zeilen lassen sich nicht aus den anderen machen. Alle übrigen sind Summen ihrer Vielfachen.",
    wrong: {
      columns: "Das ist die Zahl der Spalten, über die kein Rang hinausgeht. Brauchen Sie alle?",
      rows: "Das ist die Zahl der Zeilen. Lassen sich manche aus anderen machen?",
      cells: "Das ist die Zahl der Zellen.",
      zero: "Nur eine Tabelle aus Nullen hat den Rang 0.",
    },
  },
  "3.3": {
    title: "Genug Merkmale",
    question:
      "Die Singulärwerte einer Tabelle sind {singularValues}. Mit wie vielen Merkmalen bleiben mindestens 90 % der Summe ihrer Quadrate?",
    hints: [
      "Die Quadrate der Singulärwerte ergeben zusammen die Quadrate aller Zellen.",
      "Quadrieren Sie sie, zählen Sie eines nach dem anderen zusammen, und hören Sie auf, wenn 90 % des Ganzen erreicht sind.",
    ],
    solution: "Die ersten {answer} Quadrate erreichen 90 % der Summe aller Quadrate.",
    wrong: {
      notSquared:
        "Sie haben die Singulärwerte selbst zusammengezählt. Ihre Quadrate sind es, die zusammen die Quadrate der Tabelle ergeben.",
      oneLess: "Das ist eines zu wenig: So bleibt es unter 90 %.",
      all: "Mit allen bleiben 100 %. Weniger genügen.",
    },
  },
  "3.4": {
    title: "Das Beste, was k Merkmale können",
    question:
      "Eine Tabelle von {rows} × {columns} hat die Singulärwerte {singularValues}. Wie groß ist die Wurzel des mittleren quadrierten Fehlers des besten L·U mit k = {k}?",
    hints: [
      "Die beste Tabelle vom Rang k behält die ersten k Singulärwerte.",
      "Der quadrierte Fehler über alle Zellen ist die Summe der Quadrate derer, die weggefallen sind.",
      "Teilen Sie durch die Zahl der Zellen, und ziehen Sie die Wurzel.",
    ],
    solution:
      "Was wegfällt, ist der Fehler. Quadrieren Sie die Singulärwerte, die wegfallen, zählen Sie die Quadrate zusammen, teilen Sie durch die {rows} × {columns} Zellen und ziehen Sie die Wurzel: {answer}.",
    wrong: {
      kept: "Sie haben die Singulärwerte genommen, die bleiben. Der Fehler besteht aus denen, die wegfallen.",
      noMean: "Das ist die Wurzel der Summe. Für das Mittel wird zuerst durch die Zahl der Zellen geteilt.",
      noRoot: "Das ist der mittlere quadrierte Fehler. Gefragt ist seine Wurzel.",
      notSquared:
        "Sie haben die Singulärwerte selbst zusammengezählt. Ihre Quadrate ergeben den quadrierten Fehler.",
      oneMore: "In Ihrem Fehler fehlt ein Singulärwert: k bleiben, nicht k + 1.",
    },
  },
  "3.5": {
    title: "Die beste Tabelle vom Rang 1",
    question:
      "Was ist die beste Näherung von `data` mit einem Merkmal? Sie dürfen TruncatedSVD verwenden. Antworten Sie mit der Tabelle L·U.",
    hints: [
      "new TruncatedSVD({ features: 1, seed: 1 }).fit(data) hat L und U.",
      "Sein reconstruct() ist die Tabelle.",
      "Sie ist der erste Singulärwert mal eine Spalte und eine Zeile der Länge 1.",
    ],
    solution: "Der erste Singulärwert mal die erste Spalte und die erste Zeile: {answer}.",
    wrong: {
      second: "Das ist das zweite Merkmal allein. Das erste hat den größeren Singulärwert.",
      transposed:
        "Die Tabelle liegt auf der Seite. Welcher der beiden Vektoren geht nach unten, welcher nach rechts?",
      noLength: "Das ist das Produkt der beiden Vektoren der Länge 1. Der Singulärwert fehlt.",
      whole: "Das ist die ganze Tabelle, für die es zwei Merkmale braucht.",
    },
  },
};
