"""The original notebook's algorithm in Python with NumPy: every dot product computed afresh.

Reads one problem as JSON from each line of standard input, trains, and answers with the seconds that training took
and the product L·U.
"""

import json
import sys
from time import perf_counter

import numpy as np


class MatrixFactorization:
    def __init__(self, data, L, U):
        self.data = np.array(data, dtype=float)
        self.L = np.array(L, dtype=float)
        self.U = np.array(U, dtype=float)
        self.features = self.L.shape[1]
        self.rows, self.columns = self.data.shape

    def single_gradient(self, user_row, item_col, wrt_user_idx=None, wrt_item_idx=None):
        row = self.L[user_row, :]
        col = self.U[:, item_col]
        error = float(self.data[user_row, item_col]) - float(np.dot(row, col))
        other = col[wrt_user_idx] if wrt_user_idx is not None else row[wrt_item_idx]
        return 2 * error * float(other)

    def train_model(self, learning_rate, iterations):
        for _ in range(iterations):
            for i in range(self.rows):
                for j in range(self.features):
                    steps = [self.single_gradient(i, c, wrt_user_idx=j) for c in range(self.columns)]
                    self.L[i, j] += learning_rate * (sum(steps) / self.columns)
            for i in range(self.features):
                for j in range(self.columns):
                    steps = [self.single_gradient(r, j, wrt_item_idx=i) for r in range(self.rows)]
                    self.U[i, j] += learning_rate * (sum(steps) / self.rows)


for line in sys.stdin:
    problem = json.loads(line)
    model = MatrixFactorization(problem["data"], problem["L"], problem["U"])
    start = perf_counter()
    model.train_model(problem["learningRate"], problem["iterations"])
    seconds = perf_counter() - start
    print(json.dumps({"seconds": seconds, "product": np.dot(model.L, model.U).tolist()}), flush=True)
