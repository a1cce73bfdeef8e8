// What both sides minimize, computed of their factors alone, in the unit of the ratings.

/** Σ n·|v|², where n is the number of ratings of a vector's user or item. */
function penalty({ values, columns: width }, offsets) {
  let sum = 0;
  for (let row = 0; row + 1 < offsets.length; row++) {
    const n = offsets[row + 1] - offsets[row];
    for (let f = 0; f < width; f++) sum += n * values[row * width + f] ** 2;
  }
  return sum;
}

const penalties = ({ userFactors, itemFactors }, { rows, columns }) =>
  penalty(userFactors, rows.offsets) + penalty(itemFactors, columns.offsets);

/** Calls back with each rating and the product of its user's and its item's factors. */
function eachProduct({ userFactors, itemFactors }, { rows }, back) {
  const width = userFactors.columns;
  const [p, q] = [userFactors.values, itemFactors.values];
  for (let u = 0; u < rows.rows; u++)
    for (let n = rows.offsets[u]; n < rows.offsets[u + 1]; n++) {
      let product = 0;
      for (let f = 0; f < width; f++) product += p[u * width + f] * q[rows.indices[n] * width + f];
      back(rows.values[n], product);
    }
}

/**
 * Σ (r − μ − p·q)² + λ·(Σ n_u·|p_u|² + Σ n_i·|q_i|²), where n counts ratings.
 * @param {object} model without biases
 * @param {object} ratings those that it was trained on
 * @param {{ regularization: number }} options
 */
export function explicitObjective(model, ratings, { regularization }) {
  let errors = 0;
  eachProduct(model, ratings, (rating, product) => (errors += (rating - model.globalMean - product) ** 2));
  return errors + regularization * penalties(model, ratings);
}

/** Of one side: the products of all pairs of features, summed over users or items. */
function gram({ values, columns: width }) {
  const sums = new Float64Array(width * width);
  for (let from = 0; from < values.length; from += width)
    for (let f = 0; f < width; f++)
      for (let g = 0; g < width; g++) sums[f * width + g] += values[from + f] * values[from + g];
  return sums;
}

/**
 * Σ c·(t − x·y)² + λ·(Σ n_u·|x|² + Σ n_i·|y|²) over all cells: c = 1 + α·r and t = 1 for a rating r, both 1 and 0 elsewhere.
 * The sum over all cells of (x·y)² is that of the products of both sides' Gram matrices.
 */
export function implicitObjective(model, ratings, { regularization, alpha }) {
  const [X, Y] = [gram(model.userFactors), gram(model.itemFactors)];
  let errors = X.reduce((sum, x, k) => sum + x * Y[k], 0);
  eachProduct(model, ratings, (rating, product) => {
    errors += (1 + alpha * rating) * (1 - product) ** 2 - product ** 2;
  });
  return errors + regularization * penalties(model, ratings);
}
