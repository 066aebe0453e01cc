using System.Net;
using System.Text.Json;
using Shop;

// A release of this service is a copy of the build's folder with another release.json in it: another folder, another digest.
var release = JsonSerializer.Deserialize<Release>(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "release.json")), Release.Json)
    ?? throw new InvalidOperationException("release.json says nothing.");
var port = int.Parse(Environment.GetEnvironmentVariable("PORT") ?? "8080");

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Listen(IPAddress.Loopback, port);
    kestrel.Limits.MaxRequestBodySize = null;
    // Whoever is slow here is so on purpose.
    kestrel.Limits.MinRequestBodyDataRate = null;
    kestrel.Limits.MinResponseDataRate = null;
});
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(25));

var app = builder.Build();
app.Use(new Behaviour(release, TimeProvider.System).RunAsync);
app.MapGet("/healthz", () => "ok\n");
LongPages.Map(app, release, TimeProvider.System);
if (release.Service == "api") ApiPages.Map(app, release);
else WebPages.Map(app, release, Environment.GetEnvironmentVariable("API_URL"));

await app.RunAsync();
