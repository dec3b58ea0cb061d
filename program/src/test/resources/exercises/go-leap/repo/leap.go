package leap
