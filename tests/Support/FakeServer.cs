using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Infra.Tests.Support;

sealed record FakeRequest(string Method, string Path, string Query, ImmutableDictionary<string, string> Headers, string Body)
{
    readonly Lazy<Dictionary<string, string>> parameters = new(() => Values(Query).Concat(Values(Body)).GroupBy(pair => pair.Key).ToDictionary(pairs => pairs.Key, pairs => pairs.First().Value));

    /// <summary>Those of the query and of a form.</summary>
    public IEnumerable<KeyValuePair<string, string>> Parameters => parameters.Value;

    public string Header(string name) => Headers.GetValueOrDefault(name.ToLowerInvariant(), "");

    public string Parameter(string name) => parameters.Value.GetValueOrDefault(name, "");

    static IEnumerable<KeyValuePair<string, string>> Values(string text) =>
        from pair in text.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let parts = pair.Split('=', 2)
        select KeyValuePair.Create(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? ""));
}

sealed record FakeAnswer(int Status, string Type, string Body, params (string Name, string Value)[] Headers);

/// <summary>Somebody else's API on a port of this machine.</summary>
/// <remarks>Kestrel and not WireMock.Net, whose second version needs a package that the registry doesn't have, and whose answers know no state of a cloud.</remarks>
sealed class FakeServer : IAsyncDisposable
{
    readonly WebApplication application;

    FakeServer(WebApplication application) => this.application = application;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public static async Task<FakeServer> StartAsync(Func<FakeRequest, FakeAnswer> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.AddServerHeader = false;
        });
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Run(context => AnswerAsync(context, answer));
        await application.StartAsync();
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        return new(application) { Address = new(addresses.Single()) };
    }

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    static async Task AnswerAsync(HttpContext context, Func<FakeRequest, FakeAnswer> answer)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.ToImmutableDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());
        var said = answer(new(context.Request.Method, context.Request.Path, context.Request.QueryString.Value ?? "", headers, await reader.ReadToEndAsync()));
        context.Response.StatusCode = said.Status;
        context.Response.ContentType = said.Type;
        foreach (var (name, value) in said.Headers) context.Response.Headers[name] = value;
        if (context.Request.Method != "HEAD") await context.Response.WriteAsync(said.Body);
    }
}
