using Infra.Cli.Commands;

return Invocation.Run(args);
