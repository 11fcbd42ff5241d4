#include "dashboard/api.h"

namespace oit::dashboard {

std::string_view openapi() {
  return R"json({
  "openapi": "3.1.0",
  "info": {
    "title": "oitcheck",
    "version": "1",
    "description": "What the store of oitcheck knows. Read-only: GET and HEAD."
  },
  "paths": {
    "/api/v1/openapi.json": {
      "get": {"summary": "This description", "responses": {"200": {"description": "OpenAPI 3.1"}}}
    },
    "/api/v1/runs": {
      "get": {
        "summary": "Every run, the one begun last first",
        "responses": {
          "200": {"description": "Runs", "content": {"application/json": {"schema": {
            "type": "object", "required": ["runs"], "properties": {
              "runs": {"type": "array", "items": {"$ref": "#/components/schemas/Run"}}}}}}}
        }
      }
    },
    "/api/v1/sites": {
      "get": {
        "summary": "Sites of a run, 100 a page",
        "parameters": [
          {"$ref": "#/components/parameters/run"},
          {"name": "q", "in": "query", "description": "Part of name, address or id", "schema": {"type": "string"}},
          {"name": "province", "in": "query", "schema": {"type": "string"}},
          {"name": "district", "in": "query", "schema": {"type": "string"}},
          {"name": "type", "in": "query", "schema": {"type": "string"}},
          {"name": "tag", "in": "query", "schema": {"type": "string"}},
          {"name": "item", "in": "query", "schema": {"type": "string"}},
          {"name": "status", "in": "query", "schema": {"$ref": "#/components/schemas/Status"}},
          {"name": "sort", "in": "query", "schema": {"enum": ["lowest", "highest", "name"]}},
          {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}}
        ],
        "responses": {
          "200": {"description": "Sites", "content": {"application/json": {"schema": {
            "type": "object", "required": ["run", "total", "page", "per_page", "sites"], "properties": {
              "run": {"type": "string"}, "total": {"type": "integer"}, "page": {"type": "integer"},
              "per_page": {"type": "integer"},
              "sites": {"type": "array", "items": {"$ref": "#/components/schemas/Site"}}}}}}},
          "404": {"$ref": "#/components/responses/Error"}
        }
      }
    },
    "/api/v1/trend": {
      "get": {
        "summary": "All runs in numbers, oldest first: of the sites that every parameter given allows in each",
        "parameters": [
          {"name": "by", "in": "query", "schema": {"enum": ["all", "province", "district", "type", "tag"]}},
          {"name": "value", "in": "query", "schema": {"type": "string"}},
          {"name": "q", "in": "query", "description": "Without by: part of name, address or id", "schema": {"type": "string"}},
          {"name": "province", "in": "query", "schema": {"type": "string"}},
          {"name": "district", "in": "query", "schema": {"type": "string"}},
          {"name": "type", "in": "query", "schema": {"type": "string"}},
          {"name": "tag", "in": "query", "schema": {"type": "string"}},
          {"name": "item", "in": "query", "schema": {"type": "string"}},
          {"name": "status", "in": "query", "schema": {"$ref": "#/components/schemas/Status"}},
          {"$ref": "#/components/parameters/run"}
        ],
        "responses": {
          "200": {"description": "Points", "content": {"application/json": {"schema": {
            "type": "object", "required": ["by", "value", "trend"], "properties": {
              "by": {"type": "string"}, "value": {"type": "string"}, "trend": {"type": "array"}}}}}},
          "404": {"$ref": "#/components/responses/Error"}
        }
      }
    },
    "/api/v1/sites/{site}": {
      "get": {
        "summary": "A site in a run",
        "parameters": [{"$ref": "#/components/parameters/site"}, {"$ref": "#/components/parameters/run"}],
        "responses": {
          "200": {"description": "The site", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Site"}}}},
          "404": {"$ref": "#/components/responses/Error"}
        }
      }
    },
    "/api/v1/sites/{site}/report": {
      "get": {
        "summary": "Its whole report, oitcheck/report/1",
        "parameters": [{"$ref": "#/components/parameters/site"}, {"$ref": "#/components/parameters/run"}],
        "responses": {
          "200": {"description": "The report", "content": {"application/json": {"schema": {
            "type": "object", "required": ["schema", "site", "items", "score"]}}}},
          "404": {"$ref": "#/components/responses/Error"}
        }
      }
    },
    "/api/v1/sites/{site}/history": {
      "get": {
        "summary": "When each item changed its status, under the rules of the run",
        "parameters": [{"$ref": "#/components/parameters/site"}, {"$ref": "#/components/parameters/run"}],
        "responses": {
          "200": {"description": "History", "content": {"application/json": {"schema": {
            "type": "object", "required": ["site", "rulebook", "scores", "items"]}}}},
          "404": {"$ref": "#/components/responses/Error"}
        }
      }
    },
    "/api/v1/sites/{site}/changes": {
      "get": {
        "summary": "What changed between two runs",
        "parameters": [
          {"$ref": "#/components/parameters/site"}, {"$ref": "#/components/parameters/run"},
          {"name": "before", "in": "query", "schema": {"type": "string"}},
          {"name": "after", "in": "query", "schema": {"type": "string"}}
        ],
        "responses": {
          "200": {"description": "Changes", "content": {"application/json": {"schema": {
            "type": "object", "required": ["site", "before", "after", "changes"]}}}},
          "404": {"$ref": "#/components/responses/Error"}
        }
      }
    }
  },
  "components": {
    "parameters": {
      "run": {"name": "run", "in": "query", "description": "A run's id; the newest complete one by default", "schema": {"type": "string"}},
      "site": {"name": "site", "in": "path", "required": true, "description": "A site's id", "schema": {"type": "string"}}
    },
    "responses": {
      "Error": {"description": "Nothing is there", "content": {"application/json": {"schema": {
        "type": "object", "required": ["error"], "properties": {"error": {
          "type": "object", "required": ["status", "message"]}}}}}}
    },
    "schemas": {
      "Status": {"enum": ["published", "incomplete", "stale", "broken", "missing", "not_due", "unverified"]},
      "Run": {
        "type": "object",
        "required": ["id", "started_at", "finished_at", "as_of", "state", "rulebook"],
        "properties": {
          "id": {"type": "string"}, "started_at": {"type": "string"},
          "finished_at": {"type": ["string", "null"]}, "as_of": {"type": "string"},
          "state": {"enum": ["running", "complete", "stopped", "failed"]}, "rulebook": {"type": "string"}
        }
      },
      "Site": {
        "type": "object",
        "required": ["id", "name", "url", "agency_type", "province", "district", "tags", "outcome", "oit",
                     "oit_best", "points_lost", "finished_at", "items"],
        "properties": {
          "id": {"type": "string"}, "name": {"type": "string"}, "url": {"type": "string"},
          "agency_type": {"type": "string"}, "province": {"type": "string"},
          "district": {"type": "string"}, "tags": {"type": "array", "items": {"type": "string"}},
          "outcome": {"type": "string"}, "oit": {"type": "number"}, "oit_best": {"type": "number"},
          "points_lost": {"type": "number"}, "finished_at": {"type": "string"},
          "items": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Status"}}
        }
      }
    }
  }
}
)json";
}

}  // namespace oit::dashboard
