import unittest

import fastscore


class Score(unittest.TestCase):
    def test_dot(self):
        self.assertEqual(fastscore.dot([1, 2], [3, 4]), 11)
