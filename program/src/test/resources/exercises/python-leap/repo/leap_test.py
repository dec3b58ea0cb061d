import unittest

from leap import leap


class LeapTest(unittest.TestCase):
    def test_every_fourth_year_is(self):
        self.assertIs(leap(1996), True)

    def test_every_hundredth_is_not(self):
        self.assertIs(leap(1900), False)

    def test_every_four_hundredth_is(self):
        self.assertIs(leap(2000), True)
