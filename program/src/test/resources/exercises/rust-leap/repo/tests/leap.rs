use leap::is_leap_year;

#[test]
fn every_fourth_year_is() {
    assert!(is_leap_year(1996));
}

#[test]
fn every_hundredth_is_not() {
    assert!(!is_leap_year(1900));
}

#[test]
fn every_four_hundredth_is() {
    assert!(is_leap_year(2000));
}
