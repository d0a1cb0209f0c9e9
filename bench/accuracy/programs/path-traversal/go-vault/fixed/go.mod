module example.com/vaultnotes

go 1.25

require github.com/modelcontextprotocol/go-sdk v0.8.0
