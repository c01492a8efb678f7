using Strikeboard.Vectors;

return VectorCommand.Run(args, Console.Out, Console.Error);
