/** The types of the globals that every cell has besides Node's; completion and inspection show the comments. */
export const cellGlobalTypes: string = `
/** What a notebook offers its cells: rich output, input, and comms to the front end. */
declare namespace Jupyter {
  /** Binary data that may go with a message: it arrives as bytes. */
  type CommBuffer = ArrayBuffer | SharedArrayBuffer | ArrayBufferView;

  interface CommExtras {
    metadata?: Record<string, any>;
    buffers?: readonly CommBuffer[];
  }

  interface CommMessage {
    metadata: Record<string, any>;
    /** Each begins at offset 0 of an ArrayBuffer of its own. */
    buffers: Uint8Array<ArrayBuffer>[];
  }

  /** Takes the data of a message. What it prints and displays appears below the cell that set it. */
  type CommHandler = (data: any, message: CommMessage) => unknown;

  /** A line between a cell and its counterpart in the front end, such as a widget. */
  interface Comm {
    /** Known to both sides. */
    readonly id: string;
    /** The name of what it talks to on the other side. */
    readonly target: string;
    /** Whether one of the two sides has closed it. */
    readonly closed: boolean;
    /** Called with every message of the front end; a new function replaces the one before. */
    onMessage: CommHandler | undefined;
    /** Called when the front end closes the comm. */
    onClose: CommHandler | undefined;
    /**
     * Sends data to the front end.
     * @param data An object that can be written as JSON.
     * @throws CommClosedError when the comm is closed.
     */
    send(data?: object, extras?: CommExtras): void;
    /** Tells the front end that nothing more will come. */
    close(data?: object, extras?: CommExtras): void;
  }

  /** Comms: lines between cells and the front end, which send data both ways. */
  namespace comms {
    /**
     * Opens a comm to what the front end knows by the name \`target\`.
     * @example
     * const comm = Jupyter.comms.open("my-widget", { value: 1 });
     * comm.onMessage = (data) => console.log(data);
     */
    function open(target: string, data?: object, extras?: CommExtras): Comm;
    /** Has a function called with every comm that the front end opens to \`target\`. */
    function register(target: string, handler: (comm: Comm, data: any, message: CommMessage) => unknown): void;
    /** Takes a target away; comms that were opened to it stay. Tells whether it was there. */
    function unregister(target: string): boolean;
  }

  interface DisplayOptions {
    /** Names the output, so that it can be updated. */
    displayId?: string;
    /** Draws in place of the outputs with the same \`displayId\`. @default false */
    update?: boolean;
    /** Hints to the renderers, by MIME type. */
    metadata?: Record<string, any>;
  }

  /**
   * Shows a value in the middle of a cell.
   * @param value An object of MIME types, such as \`{ "text/html": "<b>bold</b>" }\`; or any value, which is
   * shown as the last line of a cell would be.
   * @returns When the value's own display is asynchronous, a promise of its end.
   */
  function display(value: unknown, options?: DisplayOptions): Promise<void>;

  /** Empties the cell's output. With \`wait\`, only when the next output comes, so that nothing flickers. */
  function clearOutput(options?: { /** @default false */ wait?: boolean }): void;

  /**
   * Asks for a line of text, and waits for it.
   * @throws StdinNotImplementedError when nobody can be asked, as in a notebook that is run as a whole.
   */
  function input(prompt?: string): string;

  /** Asks as \`Jupyter.input\` does, and does not show what is typed. */
  function password(prompt?: string): string;
}

/**
 * Asks for a line of text, and waits for it.
 * @param message @default "Prompt"
 * @param defaultValue What an empty answer means.
 * @returns The text; null when nobody can be asked, as in a notebook that is run as a whole.
 */
declare function prompt(message?: string, defaultValue?: string): string | null;

/**
 * Asks a question, and waits for the answer: y for yes, anything else for no.
 * @param message @default "Confirm"
 * @returns false also when nobody can be asked.
 */
declare function confirm(message?: string): boolean;

/**
 * Shows a message, and waits until Enter is pressed.
 * @param message @default "Alert"
 */
declare function alert(message?: string): void;
`;
