import { ALS } from "../../src/models/als";
import { contract } from "./contract/contract";
contract("ALS", {
  Model: ALS,
  options: { features: 2, epochs: 8, regularization: 0.5, biasRegularization: 0.5 },
  hasLearningRate: false,
});
