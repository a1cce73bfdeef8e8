import { BayesianMF } from "../../src/models/bayesian-mf";
import { contract } from "./contract/contract";
contract("BayesianMF", {
  Model: BayesianMF,
  options: { features: 2, epochs: 40 },
  hasLearningRate: false,
  stopsEarly: false,
});
