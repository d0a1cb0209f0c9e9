module example.test/lamps

go 1.24
