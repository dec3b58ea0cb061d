package leap

import "testing"

func TestLeap(t *testing.T) {
	for year, want := range map[int]bool{1995: false, 1996: true, 1900: false, 2000: true} {
		if got := IsLeapYear(year); got != want {
			t.Errorf("IsLeapYear(%d) = %v", year, got)
		}
	}
}
