import type { PredictionId, PredictionWords } from "../../predictions";

/** What is asked before something is shown, in German. */
export const predictions: Readonly<Partial<Record<PredictionId, PredictionWords>>> = {
  "0.a": {
    question:
      "Nun sucht der Gradientenabstieg dieselben Zahlen. Wie nah kommt er den Bewertungen, verglichen mit Ihnen?",
    choices: { closer: "Näher als ich", same: "Etwa gleich nah", farther: "Weniger nah" },
  },
  "0.b": { question: "Welche Bewertung wird das Modell dort geben, wo eine Lücke ist?" },
  "0.c": {
    question:
      "Wie wird der Verlust über 200 Iterationen fallen? Zeichnen Sie ihn, als Anteil des Verlusts am Anfang.",
    axes: ["Iteration", "Verlust"],
  },
  "2.a": {
    question:
      "h wird von Zeile zu Zeile kleiner. Kommt die Steigung, die nach einer Seite gemessen ist, der wahren immer näher?",
    choices: {
      closer: "Immer näher",
      closerThenOff: "Erst näher, dann wieder weiter weg",
      same: "Sie bleibt die ganze Zeit gleich",
    },
  },
  "2.b": { question: "Von welcher Lernrate an wird dieser Schritt seine Zeile schlechter machen?" },
  "3.a": {
    question: "Einige Zellen sind verdeckt. Was wird mit 13 statt 2 Merkmalen aus den Schätzungen für sie?",
    choices: { better: "Sie werden besser", worse: "Sie werden schlechter", same: "Sie bleiben etwa gleich" },
  },
  "3.b": {
    question:
      "Wie wird der Fehler auf den verdeckten Zellen mit 1 bis 8 Merkmalen verlaufen? Zeichnen Sie ihn.",
    axes: ["Merkmale", "Fehler auf verdeckten Zellen"],
  },
  "3.c": { question: "Wie viele Merkmale werden genügen, um genau diese Tabelle zu machen?" },
};
