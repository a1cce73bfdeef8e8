/** The model of a widget, as anywidget and what understands it give it to `render`. @see https://anywidget.dev/en/afm/ */
export interface WidgetModel {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  send(content: unknown): void;
  on(event: `change:${string}`, listener: () => void): void;
  on(event: "msg:custom", listener: (content: unknown, buffers: readonly BufferSource[]) => void): void;
  off(event: string, listener: (...values: never[]) => void): void;
}

/** What a module gives to anywidget. */
export interface WidgetDefinition {
  /** @returns a function that takes the view away again. */
  render(view: { model: WidgetModel; el: HTMLElement }): (() => void) | Promise<() => void>;
}
