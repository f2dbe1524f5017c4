// Answers, a JSON line for each on standard input, what gorilla reads in cookies: {"read": …} or {"refused": "why"}.
package main

import (
	"bufio"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"net/http"
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gorilla/securecookie"
	"github.com/gorilla/sessions"
)

type m = map[string]interface{}

// The types of the application that made the vectors.
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
	for _, each := range []interface{}{User{}, Role(""), key(0), time.Time{}, m{}, []interface{}{}, []string{}, map[string]string{}, [2]int{}} {
		gob.Register(each)
	}
}

type secret struct{ Field, Value, Encoding string }

type question struct {
	Cookies []struct{ Name, Value string }
	Secrets []secret
	Facts   struct{ Digest, Serializer string }
}

func (one secret) bytes() []byte {
	if one.Encoding != "hex" {
		return []byte(one.Value)
	}
	bytes, err := hex.DecodeString(one.Value)
	if err != nil {
		panic(err)
	}
	return bytes
}

func (asked question) keys(field string) [][]byte {
	var keys [][]byte
	for _, one := range asked.Secrets {
		if one.Field == field {
			keys = append(keys, one.bytes())
		}
	}
	return keys
}

// A value with the markers that the payload has for it. What is in an interface says which structure it is.
func shown(value reflect.Value, isNamed bool) interface{} {
	switch value.Kind() {
	case reflect.Invalid:
		return nil
	case reflect.Interface:
		return shown(value.Elem(), true)
	case reflect.Ptr:
		return shown(value.Elem(), isNamed)
	case reflect.Map:
		entries := m{}
		for _, each := range value.MapKeys() {
			entries[fmt.Sprint(each.Interface())] = shown(value.MapIndex(each), false)
		}
		return entries
	case reflect.Slice, reflect.Array:
		if bytes, ok := value.Interface().([]byte); ok {
			return m{"$bytes": hex.EncodeToString(bytes)}
		}
		items := []interface{}{}
		for i := 0; i < value.Len(); i++ {
			items = append(items, shown(value.Index(i), false))
		}
		return items
	case reflect.Struct:
		return shownStruct(value, isNamed)
	case reflect.String:
		if !utf8.ValidString(value.String()) {
			return m{"$bytes": hex.EncodeToString([]byte(value.String()))}
		}
	case reflect.Int, reflect.Int64:
		if number := value.Int(); number >= 1<<53 || number <= -(1<<53) {
			return m{"$bigint": fmt.Sprint(number)}
		}
	}
	return value.Interface()
}

// The wire has no fields that are zero.
func shownStruct(value reflect.Value, isNamed bool) interface{} {
	if moment, ok := value.Interface().(time.Time); ok {
		return m{"$object": "time.Time", "time": moment.UTC().Format(time.RFC3339Nano)}
	}
	fields := m{}
	if isNamed {
		fields["$object"] = value.Type().String()
	}
	for i := 0; i < value.NumField(); i++ {
		if !value.Field(i).IsZero() {
			fields[value.Type().Field(i).Name] = shown(value.Field(i), false)
		}
	}
	return fields
}

// JSON as the wire has it, long numbers included.
func shownJSON(value interface{}) interface{} {
	switch value := value.(type) {
	case m:
		for name, item := range value {
			value[name] = shownJSON(item)
		}
	case []interface{}:
		for i, item := range value {
			value[i] = shownJSON(item)
		}
	case json.Number:
		if number, err := value.Int64(); err == nil {
			return shown(reflect.ValueOf(number), false)
		}
	}
	return value
}

func readJSON(codecs []securecookie.Codec, name, value string) (interface{}, error) {
	var raw json.RawMessage
	if err := securecookie.DecodeMulti(name, value, &raw, codecs...); err != nil {
		return nil, err
	}
	var read interface{}
	decoder := json.NewDecoder(strings.NewReader(string(raw)))
	decoder.UseNumber()
	err := decoder.Decode(&read)
	return shownJSON(read), err
}

// A gob is read into the type that the application has declared for it: a session, or one of its own.
func readGob(codecs []securecookie.Codec, name, value string) (interface{}, error) {
	request := &http.Request{Header: http.Header{"Cookie": {name + "=" + value}}}
	session, err := (&sessions.CookieStore{Codecs: codecs, Options: &sessions.Options{}}).New(request, name)
	if err == nil {
		return shown(reflect.ValueOf(session.Values), false), nil
	}
	for _, target := range []interface{}{&map[string]string{}, &m{}, new(int), new(string), &User{}} {
		if securecookie.DecodeMulti(name, value, target, codecs...) == nil {
			return shown(reflect.ValueOf(target), false), nil
		}
	}
	return nil, err
}

func readText(codecs []securecookie.Codec, name, value string) (interface{}, error) {
	var text []byte
	err := securecookie.DecodeMulti(name, value, &text, codecs...)
	return string(text), err
}

func (asked question) read() (interface{}, error) {
	hashes := map[string]func() hash.Hash{"SHA-256": sha256.New, "SHA-384": sha512.New384, "SHA-512": sha512.New}
	serializers := map[string]securecookie.Serializer{"JSON": securecookie.JSONEncoder{}, "gob": securecookie.GobEncoder{}, "text": securecookie.NopEncoder{}}
	readers := map[string]func([]securecookie.Codec, string, string) (interface{}, error){"JSON": readJSON, "gob": readGob, "text": readText}
	var blockKey []byte
	if keys := asked.keys("blockKey"); len(keys) > 0 {
		blockKey = keys[0]
	}
	var codecs []securecookie.Codec
	for _, hashKey := range asked.keys("hashKey") {
		codecs = append(codecs, securecookie.New(hashKey, blockKey).HashFunc(hashes[asked.Facts.Digest]).SetSerializer(serializers[asked.Facts.Serializer]))
	}
	cookie := asked.Cookies[0]
	return readers[asked.Facts.Serializer](codecs, cookie.Name, cookie.Value)
}

func versions() string {
	info, _ := debug.ReadBuildInfo()
	var modules []string
	for _, each := range info.Deps {
		modules = append(modules, strings.TrimPrefix(each.Path, "github.com/")+" "+strings.TrimPrefix(each.Version, "v"))
	}
	return strings.TrimPrefix(runtime.Version(), "go") + " with " + strings.Join(modules, ", ")
}

func main() {
	answers := json.NewEncoder(os.Stdout)
	say := func(answer m) {
		if err := answers.Encode(answer); err != nil {
			panic(err)
		}
	}
	say(m{"versions": versions()})
	lines := bufio.NewReader(os.Stdin)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var asked question
		if err := json.Unmarshal(line, &asked); err != nil {
			panic(err)
		}
		if read, err := asked.read(); err != nil {
			say(m{"refused": err.Error()})
		} else {
			say(m{"read": read})
		}
	}
}
