using Infra.Cli.Commands;

return await Invocation.RunAsync(args);
