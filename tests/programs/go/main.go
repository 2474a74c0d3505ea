// Sign in with golang.org/x/oauth2 and go-oidc; the argument says how the secret is sent.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"log"
	"net/url"
	"os"
	"strings"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

var styles = map[string]oauth2.AuthStyle{
	"detect": oauth2.AuthStyleAutoDetect,
	"params": oauth2.AuthStyleInParams,
	"header": oauth2.AuthStyleInHeader,
}

func main() {
	ctx := context.Background()
	provider, err := oidc.NewProvider(ctx, "https://www.linkedin.com/oauth")
	check(err)
	endpoint := provider.Endpoint()
	endpoint.AuthStyle = styles[os.Args[1]]
	app := oauth2.Config{
		ClientID:     os.Getenv("CLIENT_ID"),
		ClientSecret: os.Getenv("CLIENT_SECRET"),
		RedirectURL:  os.Getenv("REDIRECT_URL"),
		Endpoint:     endpoint,
		Scopes:       []string{oidc.ScopeOpenID, "profile", "email"},
	}
	back := visit(app.AuthCodeURL("here"))
	token, err := app.Exchange(ctx, back.Get("code"))
	check(err)
	idToken, err := provider.Verifier(&oidc.Config{ClientID: app.ClientID}).
		Verify(ctx, token.Extra("id_token").(string))
	check(err)
	var claims, userinfo map[string]any
	check(idToken.Claims(&claims))
	info, err := provider.UserInfo(ctx, app.TokenSource(ctx, token))
	check(err)
	check(info.Claims(&userinfo))
	own := clientcredentials.Config{
		ClientID:     app.ClientID,
		ClientSecret: app.ClientSecret,
		TokenURL:     endpoint.TokenURL,
		AuthStyle:    endpoint.AuthStyle,
	}
	applications, err := own.Token(ctx)
	check(err)
	tell(map[string]any{
		"sameState": back.Get("state") == "here",
		"claims":    claims,
		"userinfo":  userinfo,
		"own":       applications.AccessToken != "",
	})
}

// visit says where a member should go, and reads the query they come back with.
func visit(where string) url.Values {
	tell(map[string]any{"visit": where})
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	check(err)
	back, err := url.Parse(strings.TrimSpace(line))
	check(err)
	return back.Query()
}

func tell(what map[string]any) {
	check(json.NewEncoder(os.Stdout).Encode(what))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
