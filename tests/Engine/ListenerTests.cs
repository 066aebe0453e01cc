using Infra.Sandbox.World;
using Infra.Sandbox.World.Model;

namespace Infra.Tests.Engine;

public sealed class ListenerTests
{
    static readonly int port = FreePort.Next();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_listener_of_protocol_https_makes_the_router_speak_it_and_a_change_behind_our_back_shows()
    {
        await using var scenario = await Scenario.StartAsync();
        using var world = new WorldClient(scenario.Options.WorldFolder);
        var https = Front("""
            "protocol":"HTTPS","certificateArn":"arn:aws:acm:eu-west-1:123456789012:certificate/1"
            """);

        (await scenario.UpAsync(Front("\"protocol\":\"HTTP\""))).Ok();
        Assert.Equal(ListenerProtocol.Http, (await world.StatusAsync(Ct)).Listeners.Single().Protocol);
        Assert.Equal("update", (await scenario.UpAsync(https)).Ok().Ops("front"));
        var listener = (await world.StatusAsync(Ct)).Listeners.Single();
        await world.PutAsync(listener with { Protocol = ListenerProtocol.Http }, Ct);

        Assert.Equal(ListenerProtocol.Https, listener.Protocol);
        Assert.Equal("""{"same":1,"update":1}""", (await scenario.PreviewAsync(https, "--refresh")).Ok().Changes);
    }

    [Theory]
    [InlineData("\"protocol\":\"HTTPS\"", "speaks HTTPS and names no certificate, which AWS refuses; set 'certificateArn'.")]
    [InlineData("\"protocol\":\"HTTP\",\"certificateArn\":\"arn:1\"", "speaks HTTP and names a certificate, which AWS refuses;")]
    [InlineData("\"protocol\":\"TCP\"", "speaks TCP; the sandbox's router speaks HTTP and HTTPS.")]
    public async Task What_aws_or_the_router_can_t_do_is_refused_with_the_way_out(string inputs, string sentence)
    {
        await using var scenario = await Scenario.StartAsync();

        var end = await scenario.UpAsync(Front(inputs));

        Assert.Contains(end.Errors, error => error.Contains("::front ") && error.Contains(sentence));
    }

    static Func<InlineProgram, Task> Front(string inputs) => program => program.RegisterAsync("aws:lb/listener:Listener", "front", $$$"""
        {"loadBalancerArn":"arn:balancer","port":{{{port}}},{{{inputs}}},"defaultActions":[{"type":"fixed-response","fixedResponse":{"contentType":"text/plain","statusCode":"404"}}]}
        """);
}
