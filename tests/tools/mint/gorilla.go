// Mints gorilla cookies with the real library.
// Versions: gorilla/securecookie 1.1.2, gorilla/sessions 1.2.2.
// Use: go run gorilla.go > vectors.json
package main

import (
	"crypto/sha512"
	"encoding/gob"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"time"

	"github.com/gorilla/securecookie"
	"github.com/gorilla/sessions"
)

type User struct {
	ID      int
	Name    string
	Tags    []string
	Created time.Time
	Manager *User
	Score   float64
}

type Role string

type key int

func init() {
	for _, each := range []interface{}{User{}, Role(""), key(0), time.Time{}, map[string]interface{}{}, []interface{}{}, []string{}, map[string]string{}, [2]int{}, complex(1, 2)} {
		gob.Register(each)
	}
}

const hashKey = "example-gorilla-hash-key-32bytes"
const blockKey = "example-block-key-of-32-bytes!!!"

var created = time.Date(2026, 1, 31, 12, 0, 0, 123000000, time.UTC)

type m = map[string]interface{}

func session(values map[interface{}]interface{}, pairs ...[]byte) string {
	store := sessions.NewCookieStore(pairs...)
	request := httptest.NewRequest("GET", "/", nil)
	recorder := httptest.NewRecorder()
	each, _ := store.Get(request, "session-name")
	for k, v := range values {
		each.Values[k] = v
	}
	if err := each.Save(request, recorder); err != nil {
		panic(err)
	}
	return (&http.Response{Header: recorder.Header()}).Cookies()[0].Value
}

func vector(id, name, value string, payload interface{}, secrets []m) m {
	return m{
		"id": id, "framework": "gorilla", "version": "securecookie 1.1.2, sessions 1.2.2", "format": "gorilla-securecookie",
		"now": time.Now().Unix() * 1000, "cookies": []m{{"name": name, "value": value}}, "secrets": secrets, "settings": m{},
		"expect": m{"status": "verified", "payload": payload},
	}
}

func mint() []m {
	signed := []m{{"field": "hashKey", "value": hashKey, "encoding": "utf8"}}
	both := append(signed, m{"field": "blockKey", "value": blockKey, "encoding": "utf8"})
	hash := []byte(hashKey)
	user := User{ID: 7, Name: "Zoë", Tags: []string{"a", "b"}, Created: created, Manager: &User{ID: 1}, Score: 2}
	shown := m{"$object": "main.User", "ID": 7, "Name": "Zoë", "Tags": []string{"a", "b"}, "Created": m{"$object": "time.Time", "time": "2026-01-31T12:00:00.123Z"}, "Manager": m{"ID": 1}, "Score": 2}
	vectors := []m{
		vector("gorilla112-session-numbers", "session-name", session(map[interface{}]interface{}{
			"int": -5, "int64": int64(9007199254740993), "uint8": uint8(200), "float": 2.0, "small": float32(0.5), "no": false, "empty": "",
		}, hash), m{"int": -5, "int64": m{"$bigint": "9007199254740993"}, "uint8": 200, "float": 2, "small": 0.5, "no": false, "empty": ""}, signed),
		vector("gorilla112-session-struct", "session-name", session(map[interface{}]interface{}{"user": user, "role": Role("admin")}, hash, []byte(blockKey)), m{"user": shown, "role": "admin"}, both),
		vector("gorilla112-session-nested", "session-name", session(map[interface{}]interface{}{
			"map": map[string]interface{}{"a": 1, "deep": map[string]interface{}{"x": []interface{}{"y", 2.5}}}, "list": []string{"p", "q"}, "texts": map[string]string{"k": "v"}, "pair": [2]int{3, 4}, "_flash": []interface{}{"saved"},
		}, hash), m{"map": m{"a": 1, "deep": m{"x": []interface{}{"y", 2.5}}}, "list": []string{"p", "q"}, "texts": m{"k": "v"}, "pair": []int{3, 4}, "_flash": []string{"saved"}}, signed),
		vector("gorilla112-session-keys", "session-name", session(map[interface{}]interface{}{key(3): "three", "three": 3}, hash), m{"3": "three", "three": 3}, signed),
		vector("gorilla112-session-bytes", "session-name", session(map[interface{}]interface{}{"token": []byte{0, 255, 16}, "at": created, "odd": "\xff\xfe"}, hash),
			m{"token": m{"$bytes": "00ff10"}, "at": m{"$object": "time.Time", "time": "2026-01-31T12:00:00.123Z"}, "odd": m{"$bytes": "fffe"}}, signed),
	}
	codec := securecookie.New(hash, []byte(blockKey))
	text, err := codec.Encode("struct", user)
	if err != nil {
		panic(err)
	}
	plain := m{}
	for k, v := range shown {
		if k != "$object" {
			plain[k] = v
		}
	}
	vectors = append(vectors, vector("gorilla112-gob-struct", "struct", text, plain, both))
	nop, _ := securecookie.New(hash, nil).SetSerializer(securecookie.NopEncoder{}).Encode("plain", []byte("plain text, no JSON"))
	vectors = append(vectors, vector("gorilla112-nop", "plain", nop, "plain text, no JSON", signed))
	long, _ := securecookie.New(hash, nil).HashFunc(sha512.New).SetSerializer(securecookie.JSONEncoder{}).Encode("long", map[string]string{"html": "<b>&"})
	vectors = append(vectors, vector("gorilla112-sha512", "long", long, m{"html": "<b>&"}, signed))
	moved := vector("gorilla112-moved", "other", session(map[interface{}]interface{}{"user": "alice"}, hash), m{}, signed)
	moved["expect"] = m{"status": "rejected", "reason": "wrong-name"}
	return append(vectors, moved)
}

func main() {
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(mint()); err != nil {
		panic(err)
	}
}
