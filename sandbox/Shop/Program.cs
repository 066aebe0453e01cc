using System.Net;
using System.Text.Json;
using Shop;

// A release of this service is a copy of the build's folder with another release.json in it: another folder, another digest.
var release = JsonSerializer.Deserialize<Release>(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "release.json")), Release.Json)
    ?? throw new InvalidOperationException("release.json says nothing.");
var port = int.Parse(Environment.GetEnvironmentVariable("PORT") ?? "8080");

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));

var app = builder.Build();
app.Use(new Behaviour(release, TimeProvider.System).RunAsync);
app.MapGet("/healthz", () => "ok\n");
app.MapGet("/slow/{milliseconds:int}", async (int milliseconds, CancellationToken ct) =>
{
    await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, ct);
    return $"{release.Service} {release.Name} took {milliseconds} ms\n";
});
if (release.Service == "api") ApiPages.Map(app, release);
else WebPages.Map(app, release, Environment.GetEnvironmentVariable("API_URL"));

await app.RunAsync();
