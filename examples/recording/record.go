// Records calls of functions as executions, over plain HTTP, with the standard library only.
//
//	EXECGRAPH_URL=http://127.0.0.1:4000 go run record.go
//
// It needs Go 1.22 or later.
package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"
)

const record = `
mutation Record($input: RecordExecutionsInput!) {
  recordExecutions(input: $input) { results { ok id problem { code message field } } }
}`

const update = `
mutation Update($input: UpdateExecutionsInput!) {
  updateExecutions(input: $input) { results { ok id problem { code message field } } }
}`

type object = map[string]any

type answer struct {
	Data map[string]struct {
		Results []struct {
			Problem *struct{ Message string }
		}
	}
	Errors []struct{ Message string }
}

var client = &http.Client{Timeout: 15 * time.Second}

// Sends one mutation. Fails if it was refused, as a whole or for one of its executions.
func send(ctx context.Context, query string, input object) error {
	body, err := json.Marshal(object{"query": query, "variables": object{"input": input}})
	if err != nil {
		return err
	}
	url := os.Getenv("EXECGRAPH_URL")
	if url == "" {
		url = "http://127.0.0.1:4000"
	}
	url = strings.TrimSuffix(strings.TrimRight(url, "/"), "/graphql") + "/graphql"
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	if token := os.Getenv("EXECGRAPH_TOKEN"); token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	var said answer
	if err := json.NewDecoder(response.Body).Decode(&said); err != nil {
		return fmt.Errorf("status %d: %w", response.StatusCode, err)
	}
	if len(said.Errors) > 0 {
		return errors.New(said.Errors[0].Message)
	}
	for _, payload := range said.Data {
		for _, result := range payload.Results {
			if result.Problem != nil {
				return errors.New(result.Problem.Message)
			}
		}
	}
	return nil
}

// Whether it was recorded. If not, stderr says why, and the work goes on.
func sent(ctx context.Context, query string, input object) bool {
	err := send(ctx, query, input)
	if err != nil {
		fmt.Fprintln(os.Stderr, "not recorded:", err)
	}
	return err == nil
}

type parentKey struct{}

// Recorded runs work as one execution. One within another is its child. It returns the error of work.
func Recorded(ctx context.Context, flow string, inputs any, work func(context.Context) (any, error)) error {
	random := make([]byte, 16)
	if _, err := rand.Read(random); err != nil {
		return err
	}
	id := hex.EncodeToString(random)
	execution := object{
		"id": id, "flow": flow, "inputs": inputs, "parentId": ctx.Value(parentKey{}),
		"attempts": []object{{"number": 1, "startedAt": now()}},
	}
	// The id is our own, and IGNORE makes it safe to send again.
	began := sent(ctx, record, object{"executions": []object{execution}, "onConflict": "IGNORE"})
	outputs, failed := work(context.WithValue(ctx, parentKey{}, id))
	finish := object{"number": 1, "verdict": "OK", "finishedAt": now()}
	if failed != nil {
		finish["verdict"], finish["error"] = "FAILED", failed.Error()
	}
	// What was cancelled has ended, too.
	if began {
		sent(context.WithoutCancel(ctx), update, object{
			"executions": []object{{"id": id, "finishAttempt": finish, "outputs": outputs}},
		})
	}
	return failed
}

func now() string { return time.Now().UTC().Format("2006-01-02T15:04:05.000Z") }

func main() {
	crawl := func(ctx context.Context) (any, error) {
		for page := range 3 {
			fetch := func(context.Context) (any, error) {
				if page == 2 {
					return nil, errors.New("the page is gone")
				}
				return object{"bytes": 1_000 / (2 - page)}, nil
			}
			if err := Recorded(ctx, "Fetch", object{"page": page}, fetch); err != nil {
				return object{"failed": page}, nil
			}
		}
		return object{}, nil
	}
	if err := Recorded(context.Background(), "Crawl", object{"site": "example.com"}, crawl); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("done")
}
