import type { CommonWords } from "../common";

/** What the course says whatever the exercise, in German. */
export const common: CommonWords = {
  exercise: "Aufgabe {id}",
  prediction: "Bevor Sie hinsehen",
  hint: "Aufgabe {id}: Hinweis {step} von {steps}",
  hintsLeft: 'Es gibt noch einen Hinweis: hint("{id}") noch einmal ausführen.',
  lastHint: "Das war der letzte Hinweis.",
  noHints: "Zu dieser Aufgabe gibt es keine Hinweise.",
  solution: "Lösung von Aufgabe {id}",
  answerIs: "Die Antwort: {answer}.",
  right: "Richtig.",
  wrong: "Noch nicht.",
  partlyRight: "{right} von {of} Zahlen sind richtig.",
  otherOrder: "Es sind die richtigen Namen, aber in anderer Reihenfolge.",
  partlyRightTrials: "Ihre Funktion ist in {right} von {of} Versuchen richtig.",
  tryHint: 'Mit hint("{id}") bekommen Sie einen Hinweis.',
  values: "Ihre Werte",
  choose: "Wählen Sie: {choices}.",
  yourGuess: "Ihr Tipp",
  whatCame: "Was herauskam",
  noGuess: "Sie haben keinen Tipp abgegeben.",
  exact: "Genau das kam heraus.",
  off: "Sie lagen um {distance} daneben.",
  otherChoice: "Es kam anders. Warum?",
  howToGuess: 'Geben Sie Ihren Tipp als zweites Argument: predict("{id}", …).',
  badGuess: "Ihr Tipp ist {is}; diese Frage erwartet {takes}.",
  takes: {
    number: "eine Zahl",
    matrix: "eine Tabelle aus Zahlen wie [[1, 2], [3, 4]] oder eine Matrix",
    list: "eine Liste von Zahlen wie [1, 2]",
    choice: "eine der Möglichkeiten: ihren Text oder ihre Nummer, von 0 an gezählt",
    names: 'eine Liste von Namen wie ["Comet", "Roses"]',
    function: "eine Funktion",
  },
  sorts: {
    number: "eine Zahl",
    text: "ein Text",
    flag: "wahr oder falsch",
    list: "eine Liste",
    table: "eine Tabelle",
    function: "eine Funktion",
    object: "ein Objekt",
    null: "null",
  },
  unusable: {
    nothing:
      "Noch gibt es keine Antwort. Schreiben Sie Ihre an die Stelle von undefined, und führen Sie die Zelle noch einmal aus. Diese Aufgabe erwartet {takes}.",
    promise: "Ihre Antwort ist ein Promise, das noch keinen Wert hat. Schreiben Sie await davor.",
    functionNotCalled:
      "Ihre Antwort ist eine Funktion. Rufen Sie sie auf, und geben Sie weiter, was sie zurückgibt.",
    model: "Ihre Antwort ist ein ganzes Modell. Geben Sie nur den Teil, nach dem gefragt ist: {takes}.",
    notFinite:
      "Ihre Antwort ist {value}. Irgendwo davor wurde durch null geteilt oder mit etwas gerechnet, das undefined ist.",
    inQuotes:
      "Ihre Antwort steht in Anführungszeichen und ist damit ein Text. Lassen Sie die Anführungszeichen weg.",
    numberAndText:
      "Ihre Antwort ist ein Text, der mit einer Zahl beginnt. Geben Sie nur die Zahl, ohne Anführungszeichen und ohne Einheit.",
    otherKind: "Ihre Antwort ist {is}. Diese Aufgabe erwartet {takes}.",
    unreadable: "Ihre Antwort ist nicht lesbar. Diese Aufgabe erwartet {takes}.",
    ragged: "Die Zeilen Ihrer Tabelle sind nicht gleich lang.",
    blankInside: "In Ihrer Antwort ist eine Lücke. Jede Stelle braucht eine Zahl.",
    notANumberInside: "Ihre Antwort enthält {value}, womit sich nicht rechnen lässt.",
    notAChoice: "{value} ist keine der Möglichkeiten: {choices}.",
    notANumberOfAChoice:
      "Eine Möglichkeit Nummer {value} gibt es nicht. Von 0 an gezählt, ist die letzte {last}.",
    numbersForNames: "In Ihrer Liste stehen Zahlen. Diese Aufgabe erwartet {takes}.",
    shape: "Ihre Tabelle hat {got}, Zeilen × Spalten. Erwartet wird {expected}.",
    length: "Ihre Liste hat die Länge {got}. Erwartet wird die Länge {expected}.",
    functionCalled:
      "Ihre Antwort ist {is}. Geben Sie die Funktion selbst: nur ihren Namen, ohne Klammern dahinter.",
    untouched: "Noch gibt es keine Antwort: Ihre Funktion tut, was sie am Anfang tat.",
    threw: "Ihre Funktion ist mit einem Fehler stehen geblieben: {error}",
    slow: "Ihre Funktion braucht länger als eine Sekunde. Endet ihre Schleife je?",
    returnsNothing: "Ihre Funktion gibt nichts zurück. Steht am Ende ein return?",
    returnsPromise: "Ihre Funktion gibt ein Promise zurück. Schreiben Sie sie ohne async.",
    returnsOther: "Ihre Funktion gibt {is} zurück. Erwartet wird eine Liste von Zahlen.",
    missing:
      '{id} gibt es in diesem Kurs nicht. Aufgaben haben Nummern wie "0.1", Vorhersagen einen Buchstaben wie "0.a".',
  },
};
