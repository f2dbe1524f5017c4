module sessionscope/seals

go 1.20

require (
	github.com/gorilla/securecookie v1.1.2
	github.com/gorilla/sessions v1.2.2
)
