import type { JupyterFrontEnd, JupyterFrontEndPlugin } from "@jupyterlab/application";
import { ISettingRegistry } from "@jupyterlab/settingregistry";
import { ITranslator } from "@jupyterlab/translation";
import { chooseLanguage } from "../language";
import type { LanguageSetting } from "../language";
import { changeSettings } from "../preferences";
import type { PaletteName } from "../preferences";

/** The settings as `schema/plugin.json` describes them: it refuses everything else, and fills in what is missing. */
interface SettingValues {
  digits: string;
  palette: PaletteName;
  animation: boolean;
  language: LanguageSetting;
  features: number;
  learningRate: number;
  iterations: number;
  seed: number;
}

const ID = "factorlab-jupyterlab:plugin";

export const settingsPlugin: JupyterFrontEndPlugin<void> = {
  id: ID,
  description: "Factorlab's settings: digits, colours, animation, language and the playground's start.",
  autoStart: true,
  optional: [ISettingRegistry, ITranslator],
  activate: async (
    _app: JupyterFrontEnd,
    registry: ISettingRegistry | null,
    translator: ITranslator | null,
  ): Promise<void> => {
    const lab = translator?.languageCode ?? "en";
    if (!registry) return chooseLanguage("auto", lab);
    try {
      const loaded = await registry.load(ID);
      const take = (): void => apply(loaded.composite as unknown as SettingValues, lab);
      loaded.changed.connect(take);
      take();
    } catch (error) {
      console.error("Factorlab's settings could not be loaded; it goes on with its defaults.", error);
      await chooseLanguage("auto", lab);
    }
  },
};

function apply(chosen: SettingValues, lab: string): void {
  const { digits, palette, animation, language, features, learningRate, iterations, seed } = chosen;
  changeSettings({
    digits: digits === "auto" ? null : Number(digits),
    palette,
    animate: animation,
    defaults: { features, learningRate, iterations, seed },
  });
  chooseLanguage(language, lab).catch((error: unknown) => console.error(error));
}
