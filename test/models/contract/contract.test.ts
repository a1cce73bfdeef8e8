import { contract } from "./contract";
import { PlainProduct } from "./plain-product";

contract("the smallest model", {
  Model: PlainProduct,
  options: { features: 2, epochs: 12, learningRate: 0.05 },
});
