// The shop on Go's session libraries, for recordings. PORT, and KIND: gorilla, scs, gin or fiber.
// LOGIN=keep leaves out what the library offers against fixation.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/alexedwards/scs/v2"
	ginsessions "github.com/gin-contrib/sessions"
	"github.com/gin-contrib/sessions/cookie"
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	fibersession "github.com/gofiber/fiber/v2/middleware/session"
	"github.com/gorilla/sessions"
)

const form = "<!doctype html><link rel=icon href=data:,><h1>Shop</h1><form method=post action='/login'><input name=username><input type=password name=password><button>Log in</button></form>"

var (
	secret  = []byte("go-shop-dev-secret-4711-go-shop!")
	keeps   = os.Getenv("LOGIN") == "keep"
	address = "127.0.0.1:" + os.Getenv("PORT")
)

func page(text string) string {
	return "<!doctype html><link rel=icon href=data:,><h1>Shop</h1>" + text
}

func knows(name, password string) bool {
	return name == "alice" && password == "wonderland-7"
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// A session of one request over net/http.
type held interface {
	count(w http.ResponseWriter, r *http.Request)
	user(r *http.Request) string
	logIn(w http.ResponseWriter, r *http.Request)
	logOut(w http.ResponseWriter, r *http.Request)
}

func shop(sessions held) http.Handler {
	mux := http.NewServeMux()
	html := func(w http.ResponseWriter, status int, text string) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(status)
		fmt.Fprint(w, text)
	}
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		sessions.count(w, r)
		html(w, 200, page("Hello"))
	})
	mux.HandleFunc("GET /login", func(w http.ResponseWriter, r *http.Request) { html(w, 200, form) })
	mux.HandleFunc("POST /login", func(w http.ResponseWriter, r *http.Request) {
		if !knows(r.FormValue("username"), r.FormValue("password")) {
			html(w, 401, form)
			return
		}
		sessions.logIn(w, r)
		http.Redirect(w, r, "/profile", http.StatusSeeOther)
	})
	mux.HandleFunc("GET /profile", func(w http.ResponseWriter, r *http.Request) {
		if user := sessions.user(r); user != "" {
			html(w, 200, page(user))
			return
		}
		http.Redirect(w, r, "/login", http.StatusFound)
	})
	mux.HandleFunc("POST /logout", func(w http.ResponseWriter, r *http.Request) {
		sessions.logOut(w, r)
		http.Redirect(w, r, "/", http.StatusSeeOther)
	})
	return mux
}

type gorillaHeld struct{ store *sessions.CookieStore }

func (held gorillaHeld) change(w http.ResponseWriter, r *http.Request, change func(*sessions.Session)) {
	session, _ := held.store.Get(r, "session-name")
	change(session)
	must(session.Save(r, w))
}

func (held gorillaHeld) count(w http.ResponseWriter, r *http.Request) {
	held.change(w, r, func(session *sessions.Session) {
		visits, _ := session.Values["visits"].(int)
		session.Values["visits"] = visits + 1
	})
}

func (held gorillaHeld) user(r *http.Request) string {
	session, _ := held.store.Get(r, "session-name")
	user, _ := session.Values["user"].(string)
	return user
}

func (held gorillaHeld) logIn(w http.ResponseWriter, r *http.Request) {
	held.change(w, r, func(session *sessions.Session) { session.Values["user"] = "alice" })
}

func (held gorillaHeld) logOut(w http.ResponseWriter, r *http.Request) {
	held.change(w, r, func(session *sessions.Session) { session.Options.MaxAge = -1 })
}

type scsHeld struct{ manager *scs.SessionManager }

func (held scsHeld) count(_ http.ResponseWriter, r *http.Request) {
	held.manager.Put(r.Context(), "visits", held.manager.GetInt(r.Context(), "visits")+1)
}

func (held scsHeld) user(r *http.Request) string {
	return held.manager.GetString(r.Context(), "user")
}

func (held scsHeld) logIn(_ http.ResponseWriter, r *http.Request) {
	if !keeps {
		must(held.manager.RenewToken(r.Context()))
	}
	held.manager.Put(r.Context(), "user", "alice")
}

func (held scsHeld) logOut(_ http.ResponseWriter, r *http.Request) {
	must(held.manager.Destroy(r.Context()))
}

func ginShop() {
	gin.SetMode(gin.ReleaseMode)
	app := gin.New()
	app.Use(ginsessions.Sessions("mysession", cookie.NewStore(secret)))
	html := func(c *gin.Context, status int, text string) { c.Data(status, "text/html", []byte(text)) }
	app.GET("/", func(c *gin.Context) {
		session := ginsessions.Default(c)
		visits, _ := session.Get("count").(int)
		session.Set("count", visits+1)
		must(session.Save())
		html(c, 200, page("Hello"))
	})
	app.GET("/login", func(c *gin.Context) { html(c, 200, form) })
	app.POST("/login", func(c *gin.Context) {
		if !knows(c.PostForm("username"), c.PostForm("password")) {
			html(c, 401, form)
			return
		}
		session := ginsessions.Default(c)
		session.Set("user", "alice")
		must(session.Save())
		c.Redirect(303, "/profile")
	})
	app.GET("/profile", func(c *gin.Context) {
		if user, _ := ginsessions.Default(c).Get("user").(string); user != "" {
			html(c, 200, page(user))
			return
		}
		c.Redirect(302, "/login")
	})
	app.POST("/logout", func(c *gin.Context) {
		session := ginsessions.Default(c)
		session.Clear()
		must(session.Save())
		c.Redirect(303, "/")
	})
	must(app.Run(address))
}

func fiberShop() {
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	store := fibersession.New()
	html := func(c *fiber.Ctx, status int, text string) error {
		return c.Status(status).Type("html").SendString(text)
	}
	change := func(c *fiber.Ctx, change func(*fibersession.Session)) {
		session, err := store.Get(c)
		must(err)
		change(session)
	}
	app.Get("/", func(c *fiber.Ctx) error {
		change(c, func(session *fibersession.Session) {
			session.Set("visited", true)
			must(session.Save())
		})
		return html(c, 200, page("Hello"))
	})
	app.Get("/login", func(c *fiber.Ctx) error { return html(c, 200, form) })
	app.Post("/login", func(c *fiber.Ctx) error {
		if !knows(c.FormValue("username"), c.FormValue("password")) {
			return html(c, 401, form)
		}
		change(c, func(session *fibersession.Session) {
			if !keeps {
				must(session.Regenerate())
			}
			session.Set("user", "alice")
			must(session.Save())
		})
		return c.Redirect("/profile", 303)
	})
	app.Get("/profile", func(c *fiber.Ctx) error {
		session, err := store.Get(c)
		must(err)
		if user, _ := session.Get("user").(string); user != "" {
			return html(c, 200, page(user))
		}
		return c.Redirect("/login")
	})
	app.Post("/logout", func(c *fiber.Ctx) error {
		change(c, func(session *fibersession.Session) { must(session.Destroy()) })
		return c.Redirect("/", 303)
	})
	must(app.Listen(address))
}

func main() {
	switch os.Getenv("KIND") {
	case "gorilla":
		must(http.ListenAndServe(address, shop(gorillaHeld{sessions.NewCookieStore(secret)})))
	case "scs":
		manager := scs.New()
		must(http.ListenAndServe(address, manager.LoadAndSave(shop(scsHeld{manager}))))
	case "gin":
		ginShop()
	default:
		fiberShop()
	}
}
