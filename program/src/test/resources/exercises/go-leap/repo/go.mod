module leap

go 1.22
