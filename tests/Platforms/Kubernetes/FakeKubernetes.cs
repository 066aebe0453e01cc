using System.Text.Json.Nodes;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Kubernetes;

/// <summary>An API server of our own, as far as it is documented and asked here: objects with versions, owners of fields, lists in pages, a gateway that follows.</summary>
sealed class FakeKubernetes
{
    long version = 100;

    public string Token { get; set; } = "alices-token";

    /// <summary>How many of the next requests are too many.</summary>
    public int TooMany { get; set; }

    public int Page { get; set; } = 1000;

    /// <summary>Whether the next page of a list was asked for too late.</summary>
    public bool PageIsTooOld { get; set; }

    /// <summary>What the gateway says of routes: accepted, why not, or nothing at all where it is null.</summary>
    public (string Status, string Reason, string Message)? Gateway { get; set; } = ("True", "Accepted", "Route accepted");

    /// <summary>Whether endpoints follow when a Service selects others.</summary>
    public bool EndpointsFollow { get; set; } = true;

    /// <summary>What answers behind the proxy, by its path.</summary>
    public Dictionary<string, int> Proxied { get; } = [];

    public Dictionary<string, JsonObject> Objects { get; } = [];

    public List<string> Asked { get; } = [];

    /// <summary>What the object is under its path, as somebody put it there: it is theirs, by update.</summary>
    public void Put(string path, JsonObject live, string manager = "kubectl-edit")
    {
        var before = Objects.GetValueOrDefault(path);
        var metadata = live["metadata"] as JsonObject ?? [];
        live["metadata"] = metadata;
        var entries = before?["metadata"]?["managedFields"]?.DeepClone().AsArray() ?? [];
        FieldOwners.Take(entries, manager, "Update", FieldOwners.Changed(before ?? [], live));
        metadata["managedFields"] = entries;
        Store(path, live, before);
    }

    /// <summary>What a server-side apply answers; it is refused where others own what it would change.</summary>
    public FakeAnswer Apply(string path, string manager, bool force, JsonObject body)
    {
        var before = Objects.GetValueOrDefault(path) ?? [];
        if ((string?)body["metadata"]?["resourceVersion"] is { } read && read != (string?)before["metadata"]?["resourceVersion"])
            return Status(409, "Conflict", "Operation cannot be fulfilled on httproutes: the object has been modified; please apply your changes to the latest version and try again");
        var live = before.DeepClone().AsObject();
        var entries = live["metadata"]?["managedFields"]?.DeepClone().AsArray() ?? [];
        var wanted = FieldOwners.Leaves(body);
        var changed = wanted.Where(leaf => !JsonNode.DeepEquals(FieldOwners.At(before, leaf), FieldOwners.At(body, leaf))).ToList();
        if (!force && FieldOwners.Others(entries, manager, changed) is { Length: > 0 } others)
            return Status(409, "Conflict", $"Apply failed with 1 conflict: conflict with \"{others}\"");
        foreach (var leaf in FieldOwners.Of(entries, manager).Except(wanted)) FieldOwners.Remove(live, leaf);
        foreach (var leaf in wanted) FieldOwners.Set(live, leaf, FieldOwners.At(body, leaf)?.DeepClone());
        FieldOwners.Take(entries, manager, "Apply", wanted, changed);
        (live["apiVersion"], live["kind"]) = (body["apiVersion"]?.DeepClone(), body["kind"]?.DeepClone());
        live["metadata"] ??= new JsonObject();
        foreach (var name in new[] { "name", "namespace" }) live["metadata"]![name] = body["metadata"]?[name]?.DeepClone();
        live["metadata"]!["managedFields"] = entries;
        Store(path, live, Objects.GetValueOrDefault(path));
        return Ok(Objects[path]);
    }

    public FakeAnswer Answer(FakeRequest request)
    {
        Asked.Add($"{request.Method} {request.Path}{request.Query}");
        if (request.Header("authorization") != $"Bearer {Token}")
            return Status(401, "Unauthorized", "Unauthorized");
        if (TooMany > 0 && TooMany-- > 0)
            return Status(429, "TooManyRequests", "The server is currently unable to handle the request") with { Headers = [("Retry-After", "1")] };
        if (request.Method == "PATCH")
        {
            Assert.Equal("application/apply-patch+yaml", request.Header("content-type"));
            return Apply(request.Path, request.Parameter("fieldManager"), request.Parameter("force") == "true", JsonNode.Parse(request.Body)?.AsObject() ?? []);
        }

        if (request.Path.Contains("/proxy/", StringComparison.Ordinal))
            return Proxied.TryGetValue(request.Path, out var status) ? new(status, "text/plain", "served") : Status(503, "ServiceUnavailable", "no endpoints available for service");
        if (Objects.TryGetValue(request.Path, out var found))
            return Ok(Followed(found));
        return request.Query.Length > 0 ? List(request) : Status(404, "NotFound", $"{request.Path} not found");
    }

    FakeAnswer List(FakeRequest request)
    {
        var selector = request.Parameter("labelSelector").Split('=');
        var all = (from pair in Objects
                   where pair.Key.StartsWith($"{request.Path}/", StringComparison.Ordinal)
                   where selector.Length < 2 || Alike(pair.Key, selector[1]).Contains((string?)pair.Value["metadata"]?["labels"]?[selector[0]])
                   orderby pair.Key
                   select pair.Value).ToList();
        var skip = request.Parameter("continue") is { Length: > 0 } token ? int.Parse(token) : 0;
        if (skip > 0 && PageIsTooOld)
        {
            PageIsTooOld = false;
            return Status(410, "Expired", "The provided continue parameter is too old to display a consistent list result.");
        }

        var end = Math.Min(skip + Math.Min(Page, int.Parse(request.Parameter("limit"))), all.Count);
        return Ok(new()
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = $"{version}", ["continue"] = end < all.Count ? $"{end}" : "" },
            ["items"] = new JsonArray([.. all[skip..end].Select(item => item.DeepClone())]),
        });
    }

    /// <summary>The name, and for endpoints those of all Services that select the same pods.</summary>
    IEnumerable<string?> Alike(string path, string name)
    {
        var services = $"/api/v1/namespaces/{path.Split('/')[5]}/services/";
        return !EndpointsFollow || !path.Contains("/endpointslices/", StringComparison.Ordinal) || Objects.GetValueOrDefault(services + name)?["spec"]?["selector"] is not { } selector ? [name]
            : from pair in Objects
              where pair.Key.StartsWith(services, StringComparison.Ordinal) && JsonNode.DeepEquals(pair.Value["spec"]?["selector"], selector)
              select pair.Key[services.Length..];
    }

    /// <summary>The gateway has seen the newest generation by the time anybody looks.</summary>
    JsonObject Followed(JsonObject live)
    {
        if ((string?)live["kind"] != "HTTPRoute" || Gateway is not var (status, reason, message))
            return live;
        live["status"] = new JsonObject
        {
            ["parents"] = new JsonArray(new JsonObject
            {
                ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Accepted", ["status"] = status, ["reason"] = reason, ["message"] = message, ["observedGeneration"] = live["metadata"]?["generation"]?.DeepClone() }),
            }),
        };
        return live;
    }

    void Store(string path, JsonObject live, JsonObject? before)
    {
        var metadata = live["metadata"]!.AsObject();
        metadata["resourceVersion"] = $"{++version}";
        var generation = (long?)before?["metadata"]?["generation"] ?? 0;
        metadata["generation"] = JsonNode.DeepEquals(before?["spec"], live["spec"]) ? generation : generation + 1;
        Objects[path] = live;
    }

    static FakeAnswer Ok(JsonObject body) => new(200, "application/json", body.ToJsonString());

    static FakeAnswer Status(int code, string reason, string message) => new(code, "application/json",
        new JsonObject { ["kind"] = "Status", ["apiVersion"] = "v1", ["status"] = "Failure", ["message"] = message, ["reason"] = reason, ["code"] = code }.ToJsonString());
}
