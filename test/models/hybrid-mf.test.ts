import { HybridMF } from "../../src/models/hybrid-mf";
import { contract } from "./contract/contract";

contract("HybridMF", { Model: HybridMF, options: { features: 2, epochs: 20 }, implicit: true });
contract("HybridMF by pairs", {
  Model: HybridMF,
  options: { features: 2, epochs: 30, loss: "bpr", learningRate: 0.2 },
  implicit: true,
});
contract("HybridMF by log-odds", {
  Model: HybridMF,
  options: { features: 2, epochs: 30, loss: "logistic", learningRate: 0.1 },
  implicit: true,
});
contract("HybridMF of ratings", {
  Model: HybridMF,
  options: { features: 2, epochs: 40, loss: "squared", learningRate: 0.1 },
  lossAfterEpoch: false,
  scales: "its own",
});
contract("HybridMF with features", {
  Model: HybridMF,
  options: {
    ...{ features: 2, epochs: 20 },
    itemFeatures: { Brazil: ["space", "dark"], Dune: ["space"], Emma: { love: 2, dark: -0.5 }, Ida: [] },
    userFeatures: { Ada: { age: "30" }, Ben: { age: "40", likes: ["books", "films"] } },
  },
  implicit: true,
  known: { users: 2, items: 4 },
});
