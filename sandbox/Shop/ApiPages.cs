namespace Shop;

internal static class ApiPages
{
    sealed record Product(string Id, string Name, int Cents);

    static readonly Product[] Products =
    [
        new("tea", "Green tea, 100 g", 690),
        new("cup", "Stoneware cup", 1450),
        new("kettle", "Blue kettle", 4900),
    ];

    public static void Map(WebApplication app, Release release)
    {
        app.MapGet("/", () => Results.Json(new { service = release.Service, release = release.Name }));
        app.MapGet("/products", () => Results.Json(new { release = release.Name, products = Products }));
    }
}
