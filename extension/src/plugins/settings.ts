import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { ITranslator } from "@jupyterlab/translation";
import type { ReadonlyPartialJSONObject } from "@lumino/coreutils";
import { chooseLanguage, LANGUAGES } from "../language";
import type { LanguageSetting } from "../language";
import { chooseLinkBase } from "../lab/link-base";
import { LANGUAGE_COMMAND } from "../lab/language-command";
import { changeSettings } from "../preferences";
import { currentLanguage } from "../words";
import { followLanguage } from "./follow-language";
import type { PaletteName } from "../preferences";

/** The settings as `schema/plugin.json` describes them: the schema refuses everything else, and has the defaults. */
interface SettingValues {
  digits: string;
  palette: PaletteName;
  animation: boolean;
  language: LanguageSetting;
  linkAddress: string;
  features: number;
  learningRate: number;
  iterations: number;
  seed: number;
}

const ID = "factorlab-jupyterlab:plugin";

export const settingsPlugin: JupyterFrontEndPlugin<void> = {
  id: ID,
  description:
    "Factorlab's settings: digits, colours, animation, language, links and the playground's start.",
  autoStart: true,
  optional: [ISettingRegistry, ITranslator],
  activate: async (
    app: JupyterFrontEnd,
    registry: ISettingRegistry | null,
    translator: ITranslator | null,
  ): Promise<void> => {
    const labLanguage = translator?.languageCode ?? "en";
    if (!registry) return chooseLanguage("auto", labLanguage);
    try {
      const loaded = await registry.load(ID);
      const { baseUrl } = app.serviceManager.serverSettings;
      const take = (): void => apply(loaded.composite as unknown as SettingValues, labLanguage, baseUrl);
      loaded.changed.connect(take);
      take();
      offerLanguages(app, (language) => registry.set(ID, "language", language));
    } catch (error) {
      console.error("Factorlab's settings could not be loaded; it goes on with its defaults.", error);
      await chooseLanguage("auto", labLanguage);
    }
  },
};

function apply(chosen: SettingValues, labLanguage: string, server: string): void {
  const { digits, palette, animation, language, linkAddress, features, learningRate, iterations, seed } =
    chosen;
  chooseLinkBase(linkAddress, server);
  changeSettings({
    digits: digits === "auto" ? null : Number(digits),
    palette,
    animate: animation,
    defaults: { features, learningRate, iterations, seed },
  });
  chooseLanguage(language, labLanguage).catch((error: unknown) => console.error(error));
}

/** Adds the command with which menus choose the language. */
function offerLanguages(app: JupyterFrontEnd, choose: (language: string) => Promise<void>): void {
  const languageOf = (args: ReadonlyPartialJSONObject): keyof typeof LANGUAGES =>
    args["language"] === "de" ? "de" : "en";
  app.commands.addCommand(LANGUAGE_COMMAND, {
    label: (args) => LANGUAGES[languageOf(args)],
    isToggleable: true,
    isToggled: (args) => currentLanguage() === languageOf(args),
    describedBy: {
      args: {
        type: "object",
        properties: { language: { enum: Object.keys(LANGUAGES), description: "The language of the views" } },
      },
    },
    execute: (args) => choose(languageOf(args)),
  });
  followLanguage(app);
}
