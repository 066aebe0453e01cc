using System.Net;
using System.Text;

namespace Shop;

internal static class WebPages
{
    public static void Map(WebApplication app, Release release, string? apiUrl)
    {
        var page = Encoding.UTF8.GetBytes(Page(release));
        app.MapGet("/", (HttpContext context) =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = page.Length;
            return context.Response.Body.WriteAsync(page, context.RequestAborted).AsTask();
        });
        if (string.IsNullOrEmpty(apiUrl))
        {
            app.MapGet("/api-status", () => Results.Json(new { api = "not configured: API_URL is not set" }));
            return;
        }
        var api = new HttpClient { BaseAddress = new Uri(apiUrl), Timeout = TimeSpan.FromSeconds(5) };
        app.MapGet("/api-status", (CancellationToken ct) => AskAsync(api, ct));
    }

    static async Task<IResult> AskAsync(HttpClient api, CancellationToken ct)
    {
        try
        {
            using var answer = await api.GetAsync("/products", ct);
            var release = answer.Headers.TryGetValues("X-Release", out var names) ? string.Join(",", names) : "unknown";
            return Results.Json(new { api = release, status = (int)answer.StatusCode }, statusCode: answer.IsSuccessStatusCode ? 200 : 502);
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return Results.Json(new { api = $"no answer from {api.BaseAddress}: {e.Message}" }, statusCode: 502);
        }
    }

    static string Page(Release release)
    {
        var (name, colour) = (WebUtility.HtmlEncode(release.Name), WebUtility.HtmlEncode(release.Colour));
        return $$"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Shop {{name}}</title>
            <style>
              body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 18px/1.5 system-ui, sans-serif; color: #fff; background: {{colour}} }
              main { text-align: center } h1 { font-size: 4rem; margin: 0 } p { margin: .5rem; opacity: .85 }
            </style>
            <main>
              <h1>Shop</h1>
              <p>Tea, cups and one blue kettle.</p>
              <p>This is release <strong>{{name}}</strong>.</p>
            </main>
            </html>

            """;
    }
}
