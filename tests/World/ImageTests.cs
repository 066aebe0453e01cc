using Infra.Sandbox.World.Model;

namespace Infra.Tests.World;

public sealed class ImageTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_files_have_the_same_digest_and_a_tag_moves()
    {
        await using var world = await PrivateWorld.StartAsync();

        var first = await world.Client.AddImageAsync("shop/web", world.ShopFolder("v1"), "latest", Ct);
        var again = await world.Client.AddImageAsync("shop/web", world.ShopFolder("v1"), null, Ct);
        var other = await world.Client.AddImageAsync("shop/web", world.ShopFolder("v2"), "latest", Ct);

        Assert.Equal(first.Digest, again.Digest);
        Assert.Matches("^sha256:[0-9a-f]{64}$", first.Digest);
        Assert.NotEqual(first.Digest, other.Digest);
        Assert.Equal(other.Digest, (await world.Client.FindImageAsync("shop/web:latest", Ct))?.Digest);
        Assert.Empty((await world.Client.FindImageAsync($"shop/web@{first.Digest}", Ct))?.Tags ?? ["not found"]);
        Assert.Equal(2, (await world.Client.StatusAsync(Ct)).Images.Length);
    }

    [Fact]
    public async Task A_changed_image_is_not_started()
    {
        await using var world = await PrivateWorld.StartAsync();
        await PrepareAsync(world);
        var image = await world.Client.AddImageAsync("shop/web", world.ShopFolder("v1"), null, Ct);
        File.AppendAllText(Path.Combine(world.Folder, "images", image.Digest["sha256:".Length..], "release.json"), " ");

        await world.Client.PutAsync(Some.Workload("blue", $"shop/web@{image.Digest}"), Ct);

        await FailsAsync(world, $"Image {image.Digest} is not what its digest says");
        Assert.Empty((await world.Client.HealthAsync("blue", Ct)).Where(target => target.ProcessId != 0));
    }

    [Fact]
    public async Task A_program_that_dies_at_its_start_is_started_again_and_reported()
    {
        await using var world = await PrivateWorld.StartAsync();
        await PrepareAsync(world);
        var folder = world.ShopFolder("v1");
        File.WriteAllText(Path.Combine(folder, "release.json"), """{"nonsense":1}""");
        var image = await world.Client.AddImageAsync("shop/web", folder, null, Ct);

        await world.Client.PutAsync(Some.Workload("blue", $"shop/web@{image.Digest}"), Ct);

        await FailsAsync(world, "blue-1, process ");
        await FailsAsync(world, "blue-2, process ");
        await FailsAsync(world, "ended by itself with code 134");
        Assert.Contains("nonsense", File.ReadAllText(Path.Combine(world.Folder, "logs", "blue-1.log")));
        Assert.Equal("503", await world.ReleaseAsync());
    }

    [Fact]
    public async Task A_failing_new_release_leaves_the_old_one_serving()
    {
        await using var world = await PrivateWorld.StartAsync();
        await world.ServeAsync("v1");
        var folder = world.ShopFolder("v2");
        File.WriteAllText(Path.Combine(folder, "release.json"), "{}");
        var broken = await world.Client.AddImageAsync("shop/web", folder, null, Ct);

        await world.Client.PutAsync(Some.Workload("blue", $"shop/web@{broken.Digest}"), Ct);
        await FailsAsync(world, "ended by itself");

        Assert.Equal("v1", await world.ReleaseAsync());
        Assert.False((await world.Client.FindWorkloadAsync("blue", Ct))?.IsSteady);
    }

    static async Task PrepareAsync(PrivateWorld world)
    {
        await world.Client.PutAsync(Some.Group("blue"), Ct);
        await world.RouteAsync(("blue", 1));
    }

    static Task FailsAsync(PrivateWorld world, string sentence) => Eventually.HoldsAsync(
        async () => (await world.Client.FindWorkloadAsync("blue", Ct))?.LastFailure?.Contains(sentence) == true,
        async () => $"'{sentence}' was expected, but: {(await world.Client.FindWorkloadAsync("blue", Ct))?.LastFailure}");
}
