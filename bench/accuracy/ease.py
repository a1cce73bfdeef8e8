"""EASE as Steck's paper of 2019 has it, in NumPy, to be asked as implicit's models are."""

import numpy
from scipy.sparse import csr_matrix


class EASE:
    def __init__(self, regularization: float, random_state: int, num_threads: int) -> None:
        # Nothing is drawn, and one solve does it.
        self.regularization = regularization

    def fit(self, likes: csr_matrix, show_progress: bool) -> None:
        gram = (likes.T @ likes).toarray().astype(float)
        gram[numpy.diag_indices_from(gram)] += self.regularization
        inverse = numpy.linalg.inv(gram)
        self.weights = inverse / -numpy.diag(inverse)
        numpy.fill_diagonal(self.weights, 0)

    def recommend(
        self, users: numpy.ndarray, likes: csr_matrix, N: int, filter_already_liked_items: bool
    ) -> "tuple[numpy.ndarray, numpy.ndarray]":
        scores = likes[users] @ self.weights
        if filter_already_liked_items:
            scores[likes[users].nonzero()] = -numpy.inf
        items = numpy.argsort(-scores, axis=1, kind="stable")[:, :N]
        return items, numpy.take_along_axis(scores, items, axis=1)
