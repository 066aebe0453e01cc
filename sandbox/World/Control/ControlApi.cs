using System.Text.Json;
using Infra.Sandbox.World.Model;
using Microsoft.AspNetCore.Http;

namespace Infra.Sandbox.World.Control;

/// <summary>HTTP and JSON for what <see cref="WorldHost"/> can do.</summary>
internal sealed class ControlApi(WorldHost world, Action shutDown)
{
    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await DispatchAsync(context, context.Request.Query["id"].ToString(), context.RequestAborted);
        }
        catch (WorldException e)
        {
            await WriteAsync(context, StatusCodes.Status409Conflict, new Refusal(e.Message));
        }
        catch (JsonException e)
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, new Refusal($"{context.Request.Method} {context.Request.Path} can't be read: {e.Message}"));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller left; nobody reads an answer.
        }
        catch (Exception e)
        {
            // The border of the process: a bug or a broken disk must reach the caller with its own words.
            await WriteAsync(context, StatusCodes.Status500InternalServerError, new Refusal($"The world failed at {context.Request.Method} {context.Request.Path}: {e.Message}"));
        }
    }

    Task DispatchAsync(HttpContext context, string id, CancellationToken ct) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("GET", Paths.Status) => WriteAsync(context, world.Status()),
        ("GET", Paths.Metrics) => MetricsAsync(context, ct),
        ("GET", Paths.Health) => WriteAsync(context, world.Health(id)),

        ("GET", Paths.TargetGroups) => WriteAsync(context, world.Desired.TargetGroups.GetValueOrDefault(id)),
        ("GET", Paths.TargetGroupsUnder) => WriteAsync(context, world.TargetGroups(id)),
        ("GET", Paths.Listeners) => WriteAsync(context, world.Desired.Listeners.GetValueOrDefault(id)),
        ("GET", Paths.Rules) => WriteAsync(context, world.Desired.Rules.GetValueOrDefault(id)),
        ("GET", Paths.ListenerRules) => WriteAsync(context, world.RulesOf(id)),
        ("GET", Paths.Workloads) => WriteAsync(context, world.Workload(id)),
        ("GET", Paths.Images) => WriteAsync(context, world.Image(id)),

        ("PUT", Paths.TargetGroups) => PutAsync<TargetGroup>(context, group => world.PutAsync(group, ct)),
        ("PUT", Paths.Listeners) => PutAsync<Listener>(context, listener => world.PutAsync(listener, ct)),
        ("PUT", Paths.Rules) => PutAsync<Rule>(context, rule => world.PutAsync(rule, ct)),
        ("PUT", Paths.RuleChanges) => PutAsync<RuleChange>(context, change => world.PutAsync(change, ct)),
        ("PUT", Paths.Workloads) => PutAsync<Workload>(context, workload => world.PutAsync(workload, ct)),
        ("POST", Paths.Images) => AddImageAsync(context, ct),

        ("DELETE", Paths.TargetGroups) => DoneAsync(context, world.DeleteTargetGroupAsync(id, ct)),
        ("DELETE", Paths.Listeners) => DoneAsync(context, world.DeleteListenerAsync(id, ct)),
        ("DELETE", Paths.Rules) => DoneAsync(context, world.DeleteRuleAsync(id, ct)),
        ("DELETE", Paths.Workloads) => DoneAsync(context, world.DeleteWorkloadAsync(id, ct)),

        ("POST", Paths.ShutDown) => ShutDownAsync(context),
        var (method, path) => WriteAsync(context, StatusCodes.Status400BadRequest, new Refusal($"The world knows no {method} {path}.")),
    };

    async Task AddImageAsync(HttpContext context, CancellationToken ct)
    {
        var image = await ReadAsync<AddImage>(context);
        await WriteAsync(context, await world.AddImageAsync(image.Repository, image.Folder, image.Tag, ct));
    }

    async Task MetricsAsync(HttpContext context, CancellationToken ct)
    {
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        await context.Response.WriteAsync(world.MetricsText(), ct);
    }

    Task ShutDownAsync(HttpContext context)
    {
        shutDown();
        return DoneAsync(context, Task.CompletedTask);
    }

    static async Task PutAsync<T>(HttpContext context, Func<T, Task> put) => await DoneAsync(context, put(await ReadAsync<T>(context)));

    static async Task<T> ReadAsync<T>(HttpContext context) =>
        await JsonSerializer.DeserializeAsync<T>(context.Request.Body, WorldContext.Default.Options, context.RequestAborted)
            ?? throw new JsonException($"Expected a {typeof(T).Name}, got null.");

    static async Task DoneAsync(HttpContext context, Task work)
    {
        await work;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    static Task WriteAsync<T>(HttpContext context, T? value) =>
        value is null ? WriteAsync(context, StatusCodes.Status404NotFound, new Refusal("There is none.")) : WriteAsync(context, StatusCodes.Status200OK, value);

    static Task WriteAsync<T>(HttpContext context, int status, T value)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, value, WorldContext.Default.Options, context.RequestAborted);
    }
}
